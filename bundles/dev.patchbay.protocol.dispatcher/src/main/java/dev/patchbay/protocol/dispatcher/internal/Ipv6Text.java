package dev.patchbay.protocol.dispatcher.internal;

import java.util.Arrays;
import java.util.List;

/** IPv6 addresses as the original writes them, {@code ::1}; Java writes out every zero. */
final class Ipv6Text {

    private static final int GROUPS = 8;

    private Ipv6Text() {}

    /** With the longest run of zeros left out, the first of several (RFC 5952); anything else unchanged. */
    static String shortened(String address) {
        int scope = address.indexOf('%');
        int end = scope < 0 ? address.length() : scope;
        List<String> groups = Arrays.asList(address.substring(0, end).split(":", -1));
        int begin = 0;
        int length = 1; // one zero alone stays
        for (int i = 0; i < groups.size(); i++) {
            if (zeros(groups, i) > length) {
                begin = i;
                length = zeros(groups, i);
            }
        }
        if (groups.size() != GROUPS || length == 1) {
            return address;
        }
        return join(groups.subList(0, begin)) + "::" + join(groups.subList(begin + length, GROUPS))
                + address.substring(end);
    }

    /** How many begin here. */
    private static int zeros(List<String> groups, int from) {
        int to = from;
        while (to < groups.size() && groups.get(to).equals("0")) {
            to++;
        }
        return to - from;
    }

    private static String join(List<String> groups) {
        return String.join(":", groups);
    }
}
