package dev.patchbay.json;

/** A place in a text: line and column, both from 1. */
public record Position(int line, int column) {}
