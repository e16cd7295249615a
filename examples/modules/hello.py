"""Greets: the smallest module, with Patchbay's helper for Python."""

from patchbay_module import Module, ModuleError, run


class Hello(Module):
    def init(self, name="World"):
        self.greet(name)

    def do_rename(self, name):
        if not name:
            raise ModuleError("Expected a name, got none")
        return self.greet(name)

    def greet(self, name):
        greeting = "Hello, {}!".format(name)
        self.set(greeting=greeting)
        return greeting


if __name__ == "__main__":
    run(Hello())
