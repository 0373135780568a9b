/** Seconds after which the host itself ends Lynis. It takes about half a minute. */
export const lynisSeconds = 300;

/**
 * Shell text that unpacks Lynis from standard input into a folder in memory, runs all of its tests, prints its report, and
 * removes the folder again whatever happens. `/run` is there before anything else, and gone after a reboot.
 *
 * Lynis makes its small temporary files in /tmp and its process id's in /run, and removes them itself. It also asks apt for
 * updates: apt works on a copy of its lists, in the same folder (apt.conf(5), Dir).
 */
export const lynisCommand = `set -eu
umask 077
folder=$(mktemp -d /run/portcullis-lynis.XXXXXX)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"
base64 -d | tar -xz
mkdir plugins apt
if [ -d /var/lib/apt/lists ]; then
  cp -a /var/lib/apt/lists apt/lists
  mkdir -p apt/cache/archives/partial
  printf 'Dir::State::lists "%s";\nDir::Cache "%s";\n' "$folder/apt/lists" "$folder/apt/cache" >apt/conf
  chmod 755 . apt
  export APT_CONFIG="$folder/apt/conf"
fi
timeout --kill-after=10 ${lynisSeconds} sh ./lynis audit system --usecwd --quick --quiet --no-colors --profile "$folder/default.prf" --plugindir "$folder/plugins" --logfile /dev/null --report-file "$folder/report" >/dev/null 2>"$folder/errors" </dev/null || :
if ! grep -q '^finish=true$' report; then
  tail -n 5 errors >&2
  exit 1
fi
cat report
`;
