# shellcheck shell=sh
# Tells who was at work on this host from $since until $until (seconds since 1970, set before), and changes nothing.
# shellcheck disable=SC2154 # set before
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH

printf 'zone\t%s\n' "$(date +%z)"
journalctl --quiet --no-pager --output json --output-fields=SYSLOG_IDENTIFIER,_PID,MESSAGE \
  --since "@$since" --until "@$until" \
  SYSLOG_IDENTIFIER=sudo SYSLOG_IDENTIFIER=sshd SYSLOG_IDENTIFIER=sshd-session |
  grep -e 'COMMAND=' -e 'Accepted ' -e 'session closed for user' | tail -n 20000 | sed 's/^/journal\t/'
for file in /var/log/dpkg.log.1 /var/log/dpkg.log; do
  [ ! -f "$file" ] || awk '$3 == "remove" || $3 == "purge" { print "dpkg\t" $1 "\t" $2 "\t" $4 }' "$file"
done
echo end
