"""Tests of patchbay_modules_client against a server that is a few lines: python3 -m unittest discover clients/python"""

import json
import queue
import socket
import threading
import unittest
from urllib.parse import quote_plus, unquote_plus

import patchbay_modules_client
from patchbay_modules_client import Client, ServerError

LIMIT_IN_S = 20


def answer(response, encode=quote_plus):
    return (encode(json.dumps({"response": response, "error": False, "traceback": ""})) + "\n").encode("ascii")


def failure(traceback, response=""):
    return (quote_plus(json.dumps({"response": response, "error": True, "traceback": traceback})) + "\n").encode("ascii")


ACK = answer("ack")


class FakeServer:
    """Takes one connection after the other, gives the next answer to each line, and closes when there is none left."""

    def __init__(self, *answers):
        self.received = queue.Queue()
        self.closed = threading.Event()
        self._answers = list(answers)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        try:
            while True:
                connection, _ = self._door.accept()
                with connection, connection.makefile("rb") as lines:
                    self._answer(connection, lines)
                self.closed.set()
        except OSError:
            pass  # the door was closed

    def _answer(self, connection, lines):
        for line in lines:
            self.received.put(line)
            if self._answers:
                connection.sendall(self._answers.pop(0))
            if not self._answers:
                connection.shutdown(socket.SHUT_WR)

    def take(self):
        return json.loads(unquote_plus(self.received.get(timeout=LIMIT_IN_S).decode("ascii")))

    def close(self):
        self._door.close()


class ServerTest(unittest.TestCase):
    def serve(self, *answers):
        self.server = FakeServer(*answers)
        self.addCleanup(self.server.close)
        return Client("127.0.0.1", self.server.port, LIMIT_IN_S)


class ClientTest(ServerTest):
    def test_has_the_defaults_and_the_name_of_the_original(self):
        client = patchbay_modules_client.client()
        self.assertEqual(("localhost", 36577, 2), (client.host, client.port, client.timeout))

    def test_asks_the_server(self):
        client = self.serve(answer(["127.0.0.1", 4711]), answer("text"), answer(["lamp"]), answer([]))
        self.server._answers, answers = [], self.server._answers
        for call, name, expected in (
            (client.ping, "_ping", ["127.0.0.1", 4711]),
            (client.help, "_help", "text"),
            (client.get_modules, "_get_modules.", ["lamp"]),
            (lambda: client.get_modules("la"), "_get_modules.la", []),
        ):
            self.server._answers.append(answers.pop(0))
            self.assertEqual(expected, call())
            self.assertEqual({"name": name}, self.server.take())

    def test_a_hello_is_a_form_encoded_line(self):
        self.serve(answer("text")).help()
        self.assertEqual(b"%7B%22name%22%3A+%22_help%22%7D\n", self.server.received.get(timeout=LIMIT_IN_S))

    def test_calls_a_function_over_a_connection_of_its_own(self):
        client = self.serve(ACK, answer([1, None]))
        self.assertEqual([1, None], client.com("lamp", "set", "ay", 1, False, None))
        self.assertEqual({"name": "lamp"}, self.server.take())
        request = {"function": "set", "args": ["ay", 1, False, None], "keep_alive": False}
        self.assertEqual(request, self.server.take())
        self.assertTrue(self.server.closed.wait(LIMIT_IN_S))

    def test_asks_for_help_when_no_function_is_named(self):
        self.assertEqual("text", self.serve(ACK, answer("text")).com("lamp"))
        self.server.take()
        self.assertEqual({"function": "_help", "args": [], "keep_alive": False}, self.server.take())

    def test_values_come_back_equal(self):
        for value in ("ü 🎉 +%&= \n\"", 5, -0.25, 1e20, 2**70, True, None, [[], {"a+b": {"%": [1]}}]):
            client = self.serve(ACK, answer(value))
            self.assertEqual(value, client.com("lamp", "echo", value))
            self.server.take()
            self.assertEqual([value], self.server.take()["args"])

    def test_reads_large_answers_that_are_encoded_and_such_that_need_not_be(self):
        text = '" % + %41 ü ' * 50000
        self.assertEqual(text, self.serve(ACK, answer(text)).com("lamp", "text"))
        plain = lambda text: text.replace("%", "\\u0025").replace("+", "\\u002b")
        self.assertEqual(text, self.serve(ACK, answer(text, plain)).com("lamp", "text"))

    def test_an_error_quotes_the_traceback(self):
        client = self.serve(ACK, failure("Traceback:\n  here\nValueError: no"))
        with self.assertRaises(ServerError) as error:
            client.com("lamp", "fail")
        self.assertEqual("Server Error: \n|Traceback:\n|  here\n|ValueError: no", str(error.exception))
        self.assertEqual("Traceback:\n  here\nValueError: no", error.exception.traceback)

    def test_anything_but_the_acknowledgement_is_an_error(self):
        with self.assertRaises(ServerError) as error:
            self.serve(answer("Ack")).com("lamp", "on")
        self.assertEqual("Server Error: Ack", str(error.exception))
        self.assertRaises(ServerError, self.serve(failure("X: lamp does not exist")).com, "lamp", "on")
        self.assertRaises(ServerError, self.serve(failure("X: lamp does not exist")).connect, "lamp")
        self.assertTrue(self.server.closed.wait(LIMIT_IN_S))

    def test_reload_encodes_the_name_once_more(self):
        self.assertEqual("Reloaded", self.serve(answer("Reloaded")).reload("a+b"))
        self.assertEqual({"name": "_reload_a%2Bb"}, self.server.take())
        self.assertEqual("Reloaded config", self.serve(answer("Reloaded config")).reload(""))

    def test_reload_of_an_unknown_module_is_an_error(self):
        with self.assertRaises(ServerError) as error:
            self.serve(answer('Failed to find module "lamp"')).reload("lamp")
        self.assertEqual('Failed to find module "lamp"', str(error.exception))
        other = 'Failed to find module "Lamp"'
        self.assertEqual(other, self.serve(answer(other)).reload("lamp"))

    def test_what_is_no_answer_is_a_fault(self):
        for line in (b"HTTP/1.1 400\n", b"[]\n", b'{"response": 1}\n', b"%FF\n", b"\n", b'{"resp', b""):
            with self.subTest(line):
                self.assertRaises(ConnectionError, self.serve(line).help)

    def test_silence_ends_with_the_timeout(self):
        client = self.serve(b"", ACK)
        client.timeout = 0.05
        self.assertRaises(socket.timeout, client.help)
        self.assertTrue(self.server.closed.wait(LIMIT_IN_S))

    def test_nobody_there_is_an_os_error(self):
        client = self.serve()
        self.server.close()
        self.assertRaises(OSError, client.ping)

    def test_what_cannot_be_json_is_not_sent(self):
        client = self.serve(ACK)
        with client.connect("lamp") as lamp:
            self.assertRaises(ValueError, lamp.call, "set", float("nan"))
            self.assertRaises(TypeError, lamp.call, "set", object())
        self.server.take()
        self.assertEqual(None, self.server.take()["function"])


class ConnectionTest(ServerTest):
    def test_serves_many_calls_and_says_goodbye(self):
        with self.serve(ACK, answer(1), answer(2), answer("text"), b"").connect("lamp") as lamp:
            self.assertEqual(1, lamp.call("next"))
            self.assertEqual(2, lamp.call("next", "a"))
            self.assertEqual("text", lamp.call())
        self.server.take()
        self.assertEqual({"function": "next", "args": [], "keep_alive": True}, self.server.take())
        self.assertEqual({"function": "next", "args": ["a"], "keep_alive": True}, self.server.take())
        self.assertEqual({"function": "_help", "args": [], "keep_alive": True}, self.server.take())
        self.assertEqual({"function": None, "args": [], "keep_alive": False}, self.server.take())
        self.assertTrue(self.server.closed.wait(LIMIT_IN_S))

    def test_is_closed_by_an_error(self):
        lamp = self.serve(ACK, failure("X: y"), answer(1)).connect("lamp")
        self.assertRaises(ServerError, lamp.call, "fail")
        self.assertTrue(self.server.closed.wait(LIMIT_IN_S))
        self.assertRaises(ConnectionError, lamp.call, "next")
        lamp.close()
        lamp.close()

    def test_says_so_when_the_server_has_closed(self):
        lamp = self.serve(ACK).connect("lamp")
        self.assertRaises(OSError, lamp.call, "next")
        lamp.close()


if __name__ == "__main__":
    unittest.main()
