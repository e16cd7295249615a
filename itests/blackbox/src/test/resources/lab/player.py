# A module as others wrote theirs: a function that makes the instance, one method for all calls, and logging that relies
# on a server that has set it up.
import os, logging, time
logger = logging.getLogger(__name__)

class player:
    def __init__(self,volume):
        logging.info('Here we go with volume %s' % volume)
        logger.debug('nobody wants to know')
        self.volume = volume

    def dispatch(self,client_ip,fn_name,*args):
        logger.info('Calling '+fn_name+str(args))
        try:
            return getattr(self,'do_'+fn_name)(*args),True
        except AttributeError:
            logging.exception('No such thing: %s',fn_name)
            return None,False

    def do_louder(self,steps):
        self.volume += steps
        return self.volume

def make_player():
    return player(5)
