# shellcheck shell=sh
# The journal: $bundle/txn exists while a change is under way. Its phase says what a later run has to do about it:
# none yet (nothing was touched), placing (files only), activating and trial (files and running state), commit (finish it).

phase() {
  printf '%s\n' "$1" >"$txn/phase.part"
  mv -fT "$txn/phase.part" "$txn/phase"
  sync -f "$txn"
}

# Notes in folder $1 what a later look at the host is compared with, for root alone: of each file SHA-256, mode, owner and
# path, and what else the bundle asks for.
note_demands() {
  cp "$stage/absent.list" "$stage/packages.list" "$1/" || return 1
  (cd "$stage/files" && cut -f 1 "$stage/files.list" | xargs -r sha256sum --) | cut -d ' ' -f 1 | paste - "$stage/files.list" |
    while IFS=$tab read -r sum _ mode owner path; do
      case $owner in *:*) ;; *) owner=$owner:$(id -gn "$owner") ;; esac
      printf '%s\t%s\t%s\t%s\n' "$sum" "${mode#0}" "$owner" "$path"
    done >"$1/manifest.part" && mv -fT "$1/manifest.part" "$1/manifest"
}

begin() {
  rm -f "$bundle/rejected"
  mkdir -p "$txn/next" "$txn/former"
  cp -R "$stage/steps" "$stage/services.list" "$stage/owned" "$stage/changed" "$stage/digest" "$txn/next/" || return 1
  note_demands "$txn/next" || return 1
  touch "$txn/former/list"
  while read -r path; do
    keep_copy "$txn/former" "$path" "$(($(wc -l <"$txn/former/list") + 1))" || return 1
  done <"$stage/changed"
  keep_originals && note_services && phase placing
}

end_transaction() {
  rm -rf "$txn.done"
  mv -fT "$txn" "$txn.done"
  rm -rf "$txn.done"
}

commit() {
  phase commit
  finish_commit
}

finish_commit() {
  if [ -d "$txn/next" ]; then
    rm -rf "$bundle/current"
    mv -fT "$txn/next" "$bundle/current"
  fi
  rm -f "$bundle/rejected"
  end_transaction
}

# Puts the former files back and, where the new ones may be in force already, the former running state.
roll_back() {
  reason=$problem
  trouble=
  give_back_all "$txn/former" || trouble="some files could not be put back: see $txn/former/list. "
  if [ "$(cat "$txn/phase")" != placing ]; then
    reload_units_if "$txn/next/changed"
    former=$bundle/current
    if [ -d "$former" ]; then
      run_steps "$former/steps" activate - || trouble="$trouble$problem "
      release_services "$former/services.list"
      run_services "$former/services.list" "$txn/next/changed" || trouble="$trouble$problem "
    else
      release_services /dev/null
      run_steps "$txn/next/steps" deactivate - || trouble="$trouble$problem "
    fi
  fi
  problem=$reason
  if [ -n "$trouble" ]; then
    problem="$problem
While the former state was put back: $trouble"
    return 1
  fi
  end_transaction
  [ -d "$bundle/current" ] || forget
}

# A bundle that never was in force leaves no notes, but of the packages that came with it and of why it was refused.
forget() {
  remove_made_folders
  rm -rf "$bundle/original" "$bundle/services.before" "$bundle/folders"
  if rmdir "$bundle" "$bundles" 2>/dev/null; then uninstall_applier; fi
}

# Deals with changes that a killed run left behind. One on trial is left to its timer, unless it is of this bundle.
recover_all() {
  allow_service_start
  for left in "$bundles"/*/txn; do
    [ -d "$left" ] || continue
    of=$(basename "$(dirname "$left")")
    (
      use_bundle "$of"
      case $(cat "$txn/phase" 2>/dev/null) in
        '') end_transaction ;;
        commit) finish_commit ;;
        trial)
          if [ "$of" = "${1-}" ]; then
            disarm "$of"
            roll_back || give_up "the unfinished change of bundle $of could not be undone"
          fi
          ;;
        *) roll_back || give_up "the interrupted change of bundle $of could not be undone" ;;
      esac
    ) || exit 1
  done
}

use_bundle() {
  bundle=$bundles/$1
  txn=$bundle/txn
}
