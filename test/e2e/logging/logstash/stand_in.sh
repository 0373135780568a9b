#!/bin/sh
# Stands where Logstash would be, and tells what its unit gave it. It is not Logstash.
set -u
case $* in
  *--config.test_and_exit*)
    # As Logstash does, it says what it thinks of the pipelines and ends.
    cat "$CREDENTIALS_DIRECTORY"/events-*.conf >/dev/null || exit 1
    touch /tmp/logstash || exit 1
    echo "heap $LS_JAVA_OPTS"
    ! grep -q spoiled "$CREDENTIALS_DIRECTORY"/events-*.conf || { echo "this pipeline is spoiled" >&2; exit 1; }
    exit 0
    ;;
esac
seen="$PWD/seen"
{
  echo "user $(id -u)"
  echo "arguments $*"
  echo "heap $LS_JAVA_OPTS"
  for name in "$CREDENTIALS_DIRECTORY"/*; do echo "credential $(basename "$name") $(wc -c <"$name")"; done
  touch /etc/portcullis/logstash/here 2>/dev/null && echo "writes its configuration"
  cat /etc/portcullis/logstash/credentials/key.pem 2>/dev/null && echo "reads the key's file"
  echo '{"script":"/usr/local/lib/portcullis/logstash/events.rb","params":{"rules":"'"$CREDENTIALS_DIRECTORY"'/rules.json"},"events":[{"event":{"dataset":"portcullis.access"}}]}' |
    JRUBY_OPTS="-J-Xmx256m" HOME=/tmp jruby /usr/local/lib/run_events.rb 2>&1
} >"$seen.part"
mv "$seen.part" "$seen"
exec sleep infinity
