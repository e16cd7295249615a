# Kills what a node leaves behind: waits until the node closes standard input, by ending in whatever way.
# $1  what the mark of each of the node's processes begins with
# standard input: "+ID" when a process was started, "-ID" when it and all it started have ended,
#                 "tID" to send SIGTERM to it and its group, "kID" for SIGKILL
trap '' HUP INT TERM
leaders=' '
while read -r change; do
    id=${change#?}
    case $change in
        +*) leaders="$leaders$id " ;;
        -*) leaders="${leaders%%" $id "*} ${leaders#*" $id "}" ;;
        t*) kill -TERM -- "-$id" || kill -TERM "$id" ;;
        k*) kill -KILL -- "-$id" || kill -KILL "$id" ;;
    esac
done

# Prints the ids of those that carry a mark, lead, or are in the session of a leader.
survivors() {
    grep -lsF "$1" /proc/[0-9]*/environ | while IFS=/ read -r _ _ id _; do
        echo "$id"
    done
    for folder in /proc/[0-9]*; do
        read -r stat <"$folder/stat" || continue
        # what stands behind the name: state, parent, group, session
        set -- ${stat##*) }
        case "$1 $leaders" in
            Z*) ;;
            *" $4 "*) echo "${folder#/proc/}" ;;
        esac
    done
}

if [ ! -r /proc/self/environ ]; then
    kill -9 $leaders
    exit
fi
calm=0
while [ "$calm" -lt 3 ]; do
    found=$(survivors "$1")
    if [ -n "$found" ]; then
        calm=0
        kill -9 $found
    else
        calm=$((calm + 1))
    fi
    sleep 0.1 || sleep 1
done
