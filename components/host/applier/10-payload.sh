# shellcheck shell=sh
# The bundle comes as text behind the applier: a keyword a line, contents counted in lines, `end` at the end.

# Takes the bundle in file $1 apart into $stage: files/N, lists by keyword, steps/KIND.NN.
unpack() {
  mkdir -p "$stage/files" "$stage/steps"
  : >"$stage/files.list"
  : >"$stage/absent.list"
  : >"$stage/services.list"
  : >"$stage/packages.list"
  awk -v stage="$stage" '
    function take(lines, newline, out,    i, line) {
      printf "" > out
      for (i = 1; i <= lines; i++) {
        if ((getline line) <= 0) exit 1
        printf "%s%s", line, (i < lines || newline == "+") ? "\n" : "" > out
      }
      close(out)
    }
    !begun { begun = ($0 == "#portcullis-bundle"); next }
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
  ' "$1" || because "the bundle did not arrive whole"
  for packed in "$stage"/files/*.packed; do
    [ -e "$packed" ] || continue
    base64 -d "$packed" | gzip -dc >"${packed%.packed}" || because "$packed did not arrive whole"
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
