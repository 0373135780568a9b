# shellcheck shell=sh
# What the applier can be asked to do.

lock() {
  mkdir -p "$run"
  chmod 0700 "$run"
  exec 9>"$run/lock"
  flock --wait 900 9 || give_up "another change has held this host for 15 minutes"
  for left in "$run"/in.* "$run"/applier.* "$run"/stage.* "$run"/output.*; do
    if [ -e "$left" ] && ! kill -0 "${left##*.}" 2>/dev/null; then rm -rf "$left"; fi
  done
}

clean_up() { rm -rf "$stage" "$output" "$run/applier.$$" ${input:+"$input"}; }

# Brings the bundle to the host; what differs is put in force, on any failure the former state is.
apply() {
  recover_all "$name"
  check_platform || give_up "bundle $name was not applied, nothing was changed:"
  mkdir -p "$bundles" && install_applier
  install_packages || give_up "packages of bundle $name could not be installed:"
  compare_files
  if [ ! -s "$stage/changed" ] && [ "$(cat "$bundle/current/digest" 2>/dev/null)" = "$digest" ]; then
    run_services "$stage/services.list" /dev/null && verify "$stage/steps" ||
      give_up "bundle $name is in place, but does not work:"
    # An earlier applier wrote none.
    [ -f "$bundle/current/manifest" ] || note_demands "$bundle/current"
    echo "$name: unchanged"
    return
  fi
  check_space || give_up "bundle $name was not applied, nothing was changed:"
  mkdir -p "$bundle"
  begin || {
    rm -rf "$txn"
    give_up "bundle $name was not applied, nothing was changed:"
  }
  if place && activate && verify "$stage/steps"; then
    if [ "$trial" -gt 0 ]; then
      phase trial
      arm "$name" "$trial" || undo
      echo "$name: on trial for $trial s: $(tr '\n' ' ' <"$stage/changed")"
    else
      commit
      echo "$name: changed: $(tr '\n' ' ' <"$stage/changed")"
    fi
  else
    undo
  fi
}

place() { put_files && run_steps "$stage/steps" prepare - && run_steps "$stage/steps" validate -; }

activate() {
  phase activating
  [ "$trial" -eq 0 ] || arm "$name" "$((trial + 120))" || return 1
  reload_units_if "$stage/changed" &&
    run_steps "$stage/steps" activate "$stage/changed" &&
    run_services "$stage/services.list" "$stage/changed" &&
    release_services "$stage/services.list"
}

undo() {
  disarm "$name"
  roll_back || give_up "bundle $name failed, and the former state could not be put back whole:"
  give_up "bundle $name was rolled back, the former state is in force:"
}

# Said over a second connection: the bundle on trial did not cut us off, so it stays.
confirm() {
  if [ "$(cat "$bundle/current/digest" 2>/dev/null)" = "$digest" ] && [ ! -d "$txn" ]; then
    echo "$name: confirmed before"
    return
  fi
  if [ "$(cat "$txn/phase" 2>/dev/null)" = trial ] && [ "$(cat "$txn/next/digest")" = "$digest" ]; then
    disarm "$name"
    commit
    echo "$name: confirmed"
    return
  fi
  if [ -f "$bundle/rejected" ]; then
    problem="$(cat "$bundle/rejected"): no new connection came within $trial s of the change.
Most likely it would have locked you out: look at what it does to SSH from your address. The former state is in force;
if the network was at fault, run \`pulumi up\` again."
    rm -f "$bundle/rejected"
    [ -d "$bundle/current" ] || forget
    give_up "bundle $name was rolled back by the host itself"
  fi
  apply >/dev/null
  give_up "bundle $name is on trial again, a new connection has to confirm it"
}

# Said by the trial's timer: nobody came.
rollback() {
  [ "$(cat "$txn/phase" 2>/dev/null)" = trial ] || [ "$(cat "$txn/phase" 2>/dev/null)" = activating ] || return 0
  problem="no new connection came in time"
  date -u +'at %Y-%m-%d %H:%M:%S UTC' >"$bundle/rejected"
  roll_back || give_up "bundle $name could not be rolled back whole:"
  echo "$name: rolled back, no new connection came in time"
}

# Puts back what stood on the host before the bundle.
destroy() {
  recover_all "$name"
  [ -d "$bundle" ] || return 0
  cut -f 3 "$bundle/original/list" >"$stage/changed" 2>/dev/null || :
  give_back_all "$bundle/original" || give_up "bundle $name: some files could not be put back, see $bundle/original/list"
  reload_units_if "$stage/changed"
  release_services /dev/null
  if [ -d "$bundle/current" ]; then
    run_steps "$bundle/current/steps" deactivate - || give_up "bundle $name: files are back, but this failed:"
  fi
  remove_packages || give_up "bundle $name: files are back, but its packages could not be removed:"
  remove_made_folders
  rm -rf "$bundle"
  if rmdir "$bundles" 2>/dev/null; then uninstall_applier; fi
  echo "$name: the former state is back"
}
