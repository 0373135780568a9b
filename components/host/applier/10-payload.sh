# shellcheck shell=sh
# The bundle comes as text behind the applier: a keyword a line, contents counted in lines, `end` at the end. One with
# secrets is `packed` as a whole: gzip in base64, as long programs are in any.

# Takes the bundle in file $1 apart into $stage: files/N, lists by keyword, steps/KIND.NN.
unpack() {
  mkdir -p "$stage/files" "$stage/steps"
  : >"$stage/files.list"
  : >"$stage/absent.list"
  : >"$stage/services.list"
  : >"$stage/packages.list"
  sed '1,/^#portcullis-bundle$/d' "$1" >"$stage/bundle"
  if [ "$(head -n 1 "$stage/bundle")" = packed ]; then
    sed 1d "$stage/bundle" | base64 -d | gzip -dc >"$stage/unpacked" ||
      because "the bundle did not arrive whole" || return
    mv "$stage/unpacked" "$stage/bundle"
  fi
  awk -v stage="$stage" '
    function take(lines, newline, out,    i, line) {
      printf "" > out
      for (i = 1; i <= lines; i++) {
        if ((getline line) <= 0) exit 1
        printf "%s%s", line, (i < lines || newline == "+") ? "\n" : "" > out
      }
      close(out)
    }
    $1 == "file" {
      files++
      printf "%d\t%s\t%s\t%s\n", files, $2, $3, $6 > (stage "/files.list")
      take($4, $5, stage "/files/" files ($5 == "packed" ? ".packed" : ""))
      next
    }
    $1 == "step" {
      name = sprintf("%s/steps/%s.%03d", stage, $2, ++steps)
      for (i = 4; i <= NF; i++) print $i > (name ".paths")
      if (NF > 3) close(name ".paths")
      take($3, "+", name)
      next
    }
    $1 == "absent" { print $2 > (stage "/absent.list"); next }
    $1 == "package" { print $2 > (stage "/packages.list"); next }
    $1 == "service" {
      line = $2 "\t" $3
      for (i = 4; i <= NF; i++) line = line "\t" $i
      print line > (stage "/services.list")
      next
    }
    $1 == "end" { complete = 1; exit }
    { print $2 > (stage "/" $1) }
    END { exit !complete }
  ' "$stage/bundle" || because "the bundle did not arrive whole" || return
  rm "$stage/bundle"
  for packed in "$stage"/files/*.packed; do
    [ -e "$packed" ] || continue
    base64 -d "$packed" | gzip -dc >"${packed%.packed}" ||
      because "the bundle did not arrive whole" || return
    rm "$packed"
  done
}

# One value of the bundle's head: name, digest, platform, trial-seconds…
head_of() { cat "$stage/$1" 2>/dev/null || printf '%s' "${2-}"; }

# Refuses a host that is not what the configuration says, before anything is changed.
check_platform() {
  wanted=$(head_of platform)
  # shellcheck disable=SC1091 # read on the host
  found=$(. /etc/os-release && printf '%s-%s' "$ID" "${VERSION_ID-}")
  case $found in
    "$wanted" | "$wanted".*) ;;
    *) because "the configuration says platform $wanted, but this host runs $found: set the host's platform" ;;
  esac
}
