#!/usr/bin/env bash
# Shows the load of the machine every second while it plays. Bash alone: TCP is /dev/tcp, JSON is a pattern.
set -u

host=${*: -3:1} command_port=${*: -2:1} update_port=${*: -1}
exec {commands}<>"/dev/tcp/$host/$command_port" {updates}<>"/dev/tcp/$host/$update_port" || exit 1
cat <&"$updates" >/dev/null & # the owner's answers to updates: read, or they pile up
ticking=''

show() {
    read -r load _ </proc/loadavg
    echo "{\"cmd\": \"set_parameters\", \"args\": {\"parameters\": {\"load\": $load}}}" >&"$updates"
}

tick() {
    while show; do sleep 1; done
}

play() {
    suspend
    tick &
    ticking=$!
}

suspend() {
    [ -z "$ticking" ] || kill "$ticking"
    ticking=''
}

end() {
    trap - EXIT
    # shellcheck disable=SC2046 # process ids, of which some have ended already
    kill $(jobs -p) 2>/dev/null
}
trap end EXIT

# Read returns a line at a time, and fails when the owner closes: then this program ends.
while IFS= read -r line <&"$commands"; do
    [[ $line =~ \"cmd\":\ *\"([a-z_]+)\" ]] && cmd=${BASH_REMATCH[1]} || cmd=''
    answer='{"success": true}'
    case $cmd in
        init) show ;;
        play) play ;;
        suspend | rm) suspend ;;
        do_cores) answer="{\"success\": true, \"result\": $(nproc)}" ;;
        *) answer='{"success": false, "error": "Unrecognized command"}' ;;
    esac
    echo "$answer" >&"$commands"
done
