"""What a program does with the shipped client for Python: PORT, and the folder that has the client."""

import sys

port, folder = sys.argv[1:]
sys.path.insert(0, folder)
from patchbay_modules_client import Client, ServerError

client = Client("127.0.0.1", int(port), 20)


def error_of(call, *args):
    try:
        call(*args)
    except ServerError as error:
        return error.traceback.split("\n")[-1]
    raise AssertionError("%s%r did not fail" % (call.__name__, args))


assert client.ping()[0] == "127.0.0.1"
assert client.help().startswith("Available modules: ")
assert {"lamp", "stage", "missing"} <= set(client.get_modules()), client.get_modules()
assert client.get_modules("la") == ["lamp"]
assert "my_fun(first, second, third=True, fourth=None)" in client.com("lamp")
values = ["\u00fc \U0001f389 +%&=", 5, -0.25, 1e20, 2**70, True, None, [[], {"a+b": {"%": [1]}}]]
assert client.com("lamp", "echo", values) == values
assert client.com("stage", "fly", *values) == ["127.0.0.1", "fly", values]
text = '" % + ' * 50000
assert client.com("lamp", "echo", text) == text
assert error_of(client.com, "lamp", "fail") == "ValueError: the bulb is broken"
assert error_of(client.com, "Lamp").endswith("Lamp does not exist (case matters)")
pid = client.com("lamp", "pid")
assert client.reload("lamp") == 'Reloaded "lamp"'
assert client.com("lamp", "pid") != pid
assert client.reload("") == "Reloaded config"
assert error_of(client.reload, "x+y") == 'Failed to find module "x+y"'
with client.connect("lamp") as lamp:
    for n in range(100):
        assert lamp.call("echo", n) == n
print("all is well")
