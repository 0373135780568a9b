# shellcheck shell=sh
# Units: enabled and running with the bundle, as they were before without it.

touches_units() { grep -qE '/systemd/(system|network)/|/systemd/[a-z]+\.conf' "$1"; }

reload_units_if() { if [ -f "$1" ] && touches_units "$1"; then systemctl daemon-reload; fi; }

# Notes each unit's state before the bundle, once.
note_services() {
  touch "$bundle/services.before"
  while IFS=$tab read -r unit _; do
    cut -f 1 "$bundle/services.before" | grep -qxF -- "$unit" && continue
    printf '%s\t%s\t%s\n' "$unit" "$(systemctl is-enabled "$unit" 2>/dev/null || :)" \
      "$(systemctl is-active "$unit" 2>/dev/null || :)" >>"$bundle/services.before"
  done <"$stage/services.list"
}

# Runs systemctl; where it fails, the unit's own last words are the reason.
control() {
  systemctl "$@" >"$output" 2>&1 9>&- && return
  because "systemctl $*: $(cat "$output")
$(journalctl --unit "$2" --lines 15 --no-pager --output cat 2>/dev/null || :)"
}

# Whether a path among the tab-separated ones of $1 (all, where there is none) is in the list of changed files $2.
concerns() {
  [ -n "$1" ] || { [ -s "$2" ]; return; }
  printf '%s\n' "$1" | tr '\t' '\n' | grep -qxF -f "$2"
}

# Brings the units of the list $1 up; those running already are reloaded or restarted where $2 has a change for them.
run_services() {
  while IFS=$tab read -r unit on_change paths; do
    systemctl is-enabled --quiet "$unit" 2>/dev/null || control enable "$unit" || return 1
    if ! systemctl is-active --quiet "$unit"; then
      control start "$unit" || return 1
    elif concerns "$paths" "$2"; then
      case $on_change in
        reload) control reload-or-restart "$unit" || return 1 ;;
        restart) control restart "$unit" || return 1 ;;
      esac
    fi
  done <"$1"
}

# Puts the units that this bundle no longer keeps ($1: the list of those it does) back to their state before it.
release_services() {
  [ -f "$bundle/services.before" ] || return 0
  while IFS=$tab read -r unit enabled active; do
    cut -f 1 "$1" 2>/dev/null | grep -qxF -- "$unit" && continue
    case $active in
      active) systemctl reload-or-restart "$unit" 2>/dev/null 9>&- || : ;;
      *)
        systemctl stop "$unit" 2>/dev/null 9>&- || :
        # One whose file is gone ends as failed: with it went what counts as a good end.
        [ "$active" = failed ] || systemctl reset-failed "$unit" 2>/dev/null || :
        ;;
    esac
    case $enabled in
      enabled | static | alias | indirect | generated) ;;
      masked) systemctl mask "$unit" 2>/dev/null || : ;;
      *) systemctl disable "$unit" 2>/dev/null || : ;;
    esac
  done <"$bundle/services.before"
}
