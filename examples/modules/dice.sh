#!/bin/sh
# Starts Dice.java from its source; the node tells where its helpers are.
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$PATCHBAY_MODULE_HELPERS/java/dev.patchbay.module.helper.jar" Dice.java "$@"
