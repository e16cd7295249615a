"""Tests of patchbay_module against an owner that is a few sockets: python3 -m unittest discover clients/python"""

import contextlib
import io
import json
import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
import unittest

import patchbay_module
from patchbay_module import Closed, JSONParentPoller, Module, ModuleError, ParentConnection

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT_IN_S = 20


class Owner:
    """What a module connects to: two listening sockets, then the two streams."""

    def __init__(self):
        self._listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        self._streams = []

    def argv(self, *words):
        return list(words) + ["127.0.0.1"] + [str(listener.getsockname()[1]) for listener in self._listeners]

    def accept(self):
        for listener in self._listeners:
            listener.settimeout(LIMIT_IN_S)
            stream, _ = listener.accept()
            stream.settimeout(LIMIT_IN_S)
            self._streams.append(stream)
        self._answers, self._updates = [stream.makefile("rb") for stream in self._streams]

    def write(self, text):
        self._streams[0].sendall(text.encode("utf-8"))

    def line(self):
        return self._answers.readline()

    def tell(self, cmd, **args):
        self.write(json.dumps({"cmd": cmd, "args": args}) + "\n")
        return json.loads(self.line())

    def update(self):
        line = self._updates.readline()
        return json.loads(line) if line else None

    def answer_updates(self, text):
        self._streams[1].sendall(text)

    def close(self):
        for stream in self._streams:
            with contextlib.suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
            stream.close()
        self._streams.clear()
        for listener in self._listeners:
            listener.close()


class OwnerTest(unittest.TestCase):
    def setUp(self):
        self.owner = Owner()
        self.addCleanup(self.owner.close)

    def serve(self, module):
        """Has a module served on a thread of this process, and waits for its connections."""
        connections = []

        def work():
            connections.append(ParentConnection(self.owner.argv("test")))
            with contextlib.redirect_stderr(self.stderr):
                patchbay_module.serve(module, connections[0])

        self.stderr = io.StringIO()
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        self.owner.accept()
        self.addCleanup(thread.join, LIMIT_IN_S)
        self.addCleanup(self.owner.close)
        return thread

    def start(self, program):
        """Starts a program as a process, and waits for its connections."""
        code = "from patchbay_module import *\n" + textwrap.dedent(program)
        environment = dict(os.environ, PYTHONPATH=HERE, PYTHONDONTWRITEBYTECODE="1")
        process = subprocess.Popen([sys.executable, "-c", code] + self.owner.argv(), env=environment)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.owner.accept()
        return process


class Recorder(Module):
    def __init__(self):
        self.heard = []
        self.has_closed = threading.Event()

    def init(self, text, count=1):
        self.heard.append(("init", text, count))
        self.set(text=text)

    def play(self):
        self.heard.append("play")

    def do_add(self, a, b):
        return a + b

    def do_nothing(self):
        pass

    def do_refuse(self):
        raise ModuleError("Not now")

    def do_fail(self):
        raise KeyError()

    def do_text(self):
        return "läuft ♪"

    def do_object(self):
        return object()

    def do_not_a_number(self):
        return float("nan")

    def do_unset(self, names):
        self.unset(*names)

    def do_leave(self):
        return self.leave()

    def closed(self):
        self.has_closed.set()


class CommandsTest(OwnerTest):
    def setUp(self):
        super().setUp()
        self.module = Recorder()
        self.thread = self.serve(self.module)

    def test_gives_arguments_by_name_and_answers_without_a_result_when_there_is_none(self):
        self.assertEqual({"success": True}, self.owner.tell("init", text="hi", count=2))
        self.assertEqual([("init", "hi", 2)], self.module.heard)

    def test_answers_with_the_result(self):
        self.assertEqual({"success": True, "result": 5}, self.owner.tell("do_add", a=2, b=3))
        self.assertEqual({"success": True, "result": 0}, self.owner.tell("do_add", a=0, b=0))

    def test_does_without_args_what_needs_none(self):
        self.owner.write('{"cmd": "play"}\n')
        self.assertEqual({"success": True}, json.loads(self.owner.line()))
        self.assertEqual(["play"], self.module.heard)

    def test_accepts_every_command_of_a_modules_life_by_default(self):
        for cmd in ("suspend", "rm"):
            self.assertEqual({"success": True}, self.owner.tell(cmd))

    def test_names_the_argument_that_is_missing_or_too_many(self):
        self.assertIn("'text'", self.owner.tell("init")["error"])
        self.assertIn("'volume'", self.owner.tell("init", text="hi", volume=3)["error"])
        self.assertEqual([], self.module.heard)

    def test_answers_a_refusal_with_its_text_and_leaves_no_trace(self):
        self.assertEqual({"success": False, "error": "Not now"}, self.owner.tell("do_refuse"))
        self.assertEqual("", self.stderr.getvalue())

    def test_answers_an_exception_and_leaves_a_trace_for_the_author(self):
        self.assertEqual({"success": False, "error": "KeyError"}, self.owner.tell("do_fail"))
        self.assertIn("in do_fail", self.stderr.getvalue())
        self.assertEqual(5, self.owner.tell("do_add", a=2, b=3)["result"])

    def test_does_not_take_methods_that_are_no_commands(self):
        for cmd in ("do_unknown", "leave", "set", "closed", "__init__", "doadd", ""):
            self.assertEqual({"success": False, "error": "Unrecognized command"}, self.owner.tell(cmd))

    def test_answers_what_is_malformed(self):
        for line in ("{}", "[]", "1", "null", "{", '{"cmd": 1}', '{"cmd": "play", "args": []}', ""):
            self.owner.write(line + "\n")
            self.assertEqual({"success": False, "error": "Malformed command"}, json.loads(self.owner.line()), line)
        self.assertEqual([], self.module.heard)

    def test_writes_ascii_and_reads_utf_8(self):
        self.owner.write('{"cmd": "do_add", "args": {"a": "ä", "b": "\\u00f6"}}\n')
        self.assertEqual(b'{"success": true, "result": "\\u00e4\\u00f6"}\n', self.owner.line())

    def test_says_that_an_answer_is_not_json(self):
        for cmd in ("do_object", "do_not_a_number"):
            answer = self.owner.tell(cmd)
            self.assertFalse(answer["success"])
            self.assertIn("cannot be written as JSON", answer["error"])

    def test_answers_in_order_what_came_in_pieces_and_at_once(self):
        self.owner.write('{"cmd": "do_add", "args": {"a": 1, ')
        self.owner.write('"b": 1}}\n{"cmd": "do_add", "args": {"a": 2, "b": 2}}\n')
        self.assertEqual([2, 4], [json.loads(self.owner.line())["result"] for _ in range(2)])

    def test_takes_a_command_of_a_megabyte(self):
        self.assertEqual("x" * 2000000, self.owner.tell("do_add", a="x" * 1000000, b="x" * 1000000)["result"])

    def test_does_not_do_a_command_whose_line_never_ended(self):
        self.owner.write('{"cmd": "play"}')
        self.owner.close()
        self.thread.join(LIMIT_IN_S)
        self.assertEqual([], self.module.heard)


class UpdatesTest(OwnerTest):
    def test_sets_parameters_during_init(self):
        self.serve(Recorder())
        self.owner.tell("init", text="läuft")
        self.assertEqual({"cmd": "set_parameters", "args": {"parameters": {"text": "läuft"}}}, self.owner.update())

    def test_unsets_parameters(self):
        self.serve(Recorder())
        self.owner.tell("do_unset", names=["a", "b"])
        self.assertEqual({"cmd": "unset_parameters", "args": {"parameters": ["a", "b"]}}, self.owner.update())

    def test_leaves(self):
        self.serve(Recorder())
        self.assertEqual(True, self.owner.tell("do_leave")["result"])
        self.assertEqual({"cmd": "rm"}, self.owner.update())

    def test_a_parameter_may_have_any_name(self):
        module = Recorder()
        self.serve(module)
        self.owner.tell("do_nothing")
        module.set(self=1, **{"a b": 2})
        self.assertEqual({"self": 1, "a b": 2}, self.owner.update()["args"]["parameters"])

    def test_refuses_what_is_not_json_before_the_owner_sees_it(self):
        module = Recorder()
        self.serve(module)
        self.owner.tell("do_nothing")
        self.assertRaises(ValueError, module.set, time=float("inf"))
        self.assertRaises(TypeError, module.set, time=object())
        module.set(time=1)
        self.assertEqual({"time": 1}, self.owner.update()["args"]["parameters"])

    def test_refuses_updates_before_the_module_has_an_owner(self):
        self.assertRaises(RuntimeError, Recorder().set, text="early")

    def test_lines_of_several_threads_do_not_mix(self):
        module = Recorder()
        self.serve(module)
        self.owner.tell("do_nothing")
        threads = [threading.Thread(target=self.set_often, args=(module, number)) for number in range(4)]
        for thread in threads:
            thread.start()
        seen = [self.owner.update()["args"]["parameters"] for _ in range(4 * 20)]
        for number in range(4):
            of_thread = [parameters["step"] for parameters in seen if parameters["thread"] == number]
            self.assertEqual(list(range(20)), of_thread)

    def set_often(self, module, number):
        for step in range(20):
            module.set(thread=number, step=step, padding="x" * 400000)  # more than is sent at once

    def test_reads_the_answers_so_that_an_owner_that_waits_for_it_is_never_stuck(self):
        self.serve(Recorder())
        answers = b'{"success": true}\n' * 1000
        for _ in range(1000):  # 18 MB, more than two sockets hold
            self.owner.answer_updates(answers)
        self.assertEqual(5, self.owner.tell("do_add", a=2, b=3)["result"])

    def test_an_update_for_an_owner_that_is_gone_is_no_error(self):
        module = Recorder()
        thread = self.serve(module)
        self.owner.tell("do_nothing")
        self.assertTrue(module.set(step=1))
        self.owner.close()
        thread.join(LIMIT_IN_S)
        self.assertFalse(module.set(step=2))
        self.assertFalse(module.leave())


class EndTest(OwnerTest):
    def test_tells_the_module_that_the_owner_closed(self):
        module = Recorder()
        thread = self.serve(module)
        self.owner.close()
        self.assertTrue(module.has_closed.wait(LIMIT_IN_S))
        thread.join(LIMIT_IN_S)
        self.assertFalse(thread.is_alive())

    def test_the_process_ends_when_the_owner_closes(self):
        process = self.start("run(Module())")
        self.assertEqual({"success": True}, self.owner.tell("init"))
        self.owner.close()
        self.assertEqual(0, process.wait(LIMIT_IN_S))

    def test_the_process_stays_while_the_owner_is_there(self):
        process = self.start("run(Module(), grace_in_s=0)")
        self.owner.tell("rm")
        self.assertRaises(subprocess.TimeoutExpired, process.wait, 0.3)

    def test_the_process_ends_although_a_thread_of_it_works_on(self):
        process = self.start(
            """
            class Busy(Module):
                def init(self):
                    import threading, time
                    threading.Thread(target=time.sleep, args=(3600,)).start()
            run(Busy(), grace_in_s=0.1)
            """
        )
        self.owner.tell("init")
        self.owner.close()
        self.assertEqual(1, process.wait(LIMIT_IN_S))

    def test_the_process_ends_although_a_command_is_not_done(self):
        process = self.start(
            """
            class Stuck(Module):
                def play(self):
                    self.set(stuck=True)
                    while True:
                        pass
            run(Stuck(), grace_in_s=0.1)
            """
        )
        self.owner.write('{"cmd": "play"}\n')
        self.assertEqual({"stuck": True}, self.owner.update()["args"]["parameters"])
        self.owner.close()
        self.assertEqual(1, process.wait(LIMIT_IN_S))

    def test_a_process_that_closed_by_itself_may_take_as_long_as_it_likes(self):
        process = self.start(
            """
            import patchbay_module, sys, time
            patchbay_module.GRACE_IN_S = 0
            module = JSONParentPoller()
            module.close()
            time.sleep(0.3)
            sys.exit(7)
            """
        )
        self.assertEqual(7, process.wait(LIMIT_IN_S))

    def test_a_module_has_its_time_after_the_owner_closed(self):
        process = self.start(
            """
            class Tidy(Module):
                def closed(self):
                    import sys, time
                    time.sleep(0.2)
                    sys.exit(7)
            run(Tidy())
            """
        )
        self.owner.close()
        self.assertEqual(7, process.wait(LIMIT_IN_S))

    def test_waits_without_using_the_processor(self):
        begin = time.process_time()
        self.serve(Recorder())
        time.sleep(0.5)  # the time that is measured
        self.assertLess(time.process_time() - begin, 0.25)

    def test_says_what_it_expects_when_started_by_hand(self):
        for argv in (["module"], ["module", "host", "1"], ["module", "host", "one", "two"]):
            with self.assertRaises(SystemExit) as refusal:
                patchbay_module.run(Recorder(), argv)
            self.assertIn("host, command port and update port", str(refusal.exception))

    def test_fails_when_nobody_listens(self):
        argv = self.owner.argv("module")
        self.owner.close()
        self.assertRaises(OSError, patchbay_module.run, Recorder(), argv)


class PollerTest(OwnerTest):
    """What modules written for shmooze's helper use."""

    PROGRAM = """
        class Text(JSONParentPoller):
            def __init__(self):
                self.running = True
                super(Text, self).__init__()
            def cmd_init(self, text):
                self.set_parameters({"text": text, "old": 1})
                self.unset_parameters(["old"])
            def cmd_rm(self):
                self.running = False
            def cmd_leave(self):
                self.rm()
            commands = {"init": cmd_init, "rm": cmd_rm, "do_leave": cmd_leave}
        module = Text()
        while module.running:
            module.handle_one_command()
        module.close()
        """

    def test_does_the_commands_of_its_table_and_no_others(self):
        self.start(self.PROGRAM)
        self.assertEqual({"success": True}, self.owner.tell("init", text="hi"))
        self.assertEqual({"text": "hi", "old": 1}, self.owner.update()["args"]["parameters"])
        self.assertEqual({"cmd": "unset_parameters", "args": {"parameters": ["old"]}}, self.owner.update())
        self.assertEqual("Unrecognized command", self.owner.tell("cmd_rm")["error"])
        self.assertEqual({"success": True}, self.owner.tell("do_leave"))
        self.assertEqual({"cmd": "rm"}, self.owner.update())

    def test_ends_by_its_own_loop(self):
        process = self.start(self.PROGRAM)
        self.assertEqual({"success": True}, self.owner.tell("rm"))
        self.assertEqual(0, process.wait(LIMIT_IN_S))

    def test_the_end_of_the_stream_is_a_socket_error_and_no_endless_loop(self):
        process = self.start(
            """
            import socket, sys
            module = JSONParentPoller()
            try:
                module.handle_one_command()
            except socket.error:
                sys.exit(3)
            """
        )
        self.owner.close()
        self.assertEqual(3, process.wait(LIMIT_IN_S))

    def test_can_be_a_thread_as_well(self):
        process = self.start(
            """
            import threading
            class Both(JSONParentPoller, threading.Thread):
                def __init__(self):
                    super(Both, self).__init__()
                    self.daemon = True
                def run(self):
                    try:
                        while True:
                            self.handle_one_command()
                    except Closed:
                        pass
                commands = {"init": lambda self: "by " + threading.current_thread().name}
            both = Both()
            both.name = "worker"
            both.start()
            both.join()
            """
        )
        self.assertEqual("by worker", self.owner.tell("init")["result"])
        self.owner.close()
        self.assertEqual(0, process.wait(LIMIT_IN_S))

    def test_after_the_end_every_further_command_says_so_again(self):
        connections = []
        opening = threading.Thread(target=lambda: connections.append(ParentConnection(self.owner.argv())))
        opening.start()
        self.owner.accept()
        opening.join(LIMIT_IN_S)
        self.owner.close()
        for _ in range(2):
            self.assertRaises(Closed, connections[0].answer_one, lambda name: None)
        connections[0].close()
        connections[0].close()


if __name__ == "__main__":
    unittest.main()
