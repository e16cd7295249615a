package dev.patchbay.clock;

/** All settings of one clock as one immutable value: what is set together is read together. */
interface Plan {

    Clock parent();

    /** This plan's frame over one of the parent. */
    LineFrame over(Clock clock, Frame parentFrame);
}
