# shellcheck shell=sh
# Trial: a bundle that can cut the connection undoes itself unless a second, new connection says that it got through.

arm() {
  disarm "$1"
  systemd-run --quiet --unit="portcullis-rollback-$1" --on-active="$2" --timer-property=AccuracySec=100ms \
    /bin/sh "$state/applier" rollback "$1" >"$output" 2>&1 9>&- || because "$(cat "$output")"
}

disarm() {
  systemctl stop "portcullis-rollback-$1.timer" 2>/dev/null || :
  systemctl reset-failed "portcullis-rollback-$1.service" 2>/dev/null || :
}

# The applier stays on the host for the trial's timer, and for a boot after a power cut in the middle of a change.
install_applier() {
  cmp -s "$0" "$state/applier" 2>/dev/null && return
  cp "$0" "$state/applier.part"
  mv -fT "$state/applier.part" "$state/applier"
  cat >/etc/systemd/system/portcullis-recover.service <<UNIT
[Unit]
Description=Undo configuration changes that a power cut interrupted
DefaultDependencies=no
After=local-fs.target
Before=sysinit.target network-pre.target
Wants=network-pre.target
ConditionPathExistsGlob=$bundles/*/txn

[Service]
Type=oneshot
ExecStart=/bin/sh $state/applier recover

[Install]
WantedBy=sysinit.target
UNIT
  systemctl daemon-reload
  systemctl enable --quiet portcullis-recover.service
}

uninstall_applier() {
  systemctl disable --quiet portcullis-recover.service 2>/dev/null || :
  rm -rf /etc/systemd/system/portcullis-recover.service "$state"
  systemctl daemon-reload
}
