# shellcheck shell=sh
# Looks at this host and changes nothing. $input, set before, holds the questions, one a line: a keyword and a name.
# shellcheck disable=SC2154 # set before
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
tab=$(printf '\t')
bundles=/var/lib/portcullis/bundles

asked() { printf '%s\n' "$input" | sed -n "s/^$1 //p"; }

printf 'clock\t%s\t%s\n' "$(date +%s.%N)" "$(cut -d ' ' -f 1 /proc/uptime)"

{
  asked file
  asked folder
} | xargs -r -d '\n' stat --printf 'path\t%a\t%U:%G\t%F\t%.3Y\t%.3Z\t%n\n' -- 2>/dev/null

# A pipe or a device in a file's place would be waited for.
asked file | while read -r path; do
  if [ -f "$path" ] && [ ! -L "$path" ]; then printf '%s\n' "$path"; fi
done | xargs -r -d '\n' sha256sum -- | sed "s/^/sum$tab/"

# In the order in which they were asked for, a blank line between them.
asked unit | xargs -r -d '\n' systemctl show \
  --property=UnitFileState --property=ActiveState --property=InactiveEnterTimestampMonotonic \
  --property=ConditionResult --property=ConditionTimestampMonotonic -- | sed "s/^/show$tab/"

if command -v dpkg-query >/dev/null; then
  # shellcheck disable=SC2016 # dpkg's own
  asked package | xargs -r -d '\n' dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null |
    sed -n "s/^installed /package$tab/p"
else
  # shellcheck disable=SC2016 # dpkg's own
  asked package | xargs -r -d '\n' rpm -q --qf "package$tab%{NAME}\n" | grep "^package$tab"
fi

for folder in "$bundles"/*/; do
  [ -d "$folder" ] || continue
  printf 'bundle\t%s\t%s\t%s\t%s\n' "$(basename "$folder")" "$(cat "$folder/current/digest" 2>/dev/null)" \
    "$(stat -c %Y "$folder/current/digest" 2>/dev/null)" \
    "$([ -d "$folder/txn" ] && { cat "$folder/txn/phase" 2>/dev/null || echo begun; })"
done

# The applier holds it while it works.
if [ -e /run/portcullis/lock ] && ! flock --shared --nonblock /run/portcullis/lock true; then echo busy; fi
echo end
