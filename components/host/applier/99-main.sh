# shellcheck shell=sh
# $1: apply, confirm or destroy with the file $2 that holds this and the bundle; rollback NAME; recover.
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
lock
mkdir -p "$stage"
case $1 in
  apply | confirm | destroy)
    input=$2
    unpack "$input" || give_up "nothing was changed:"
    name=$(head_of name)
    digest=$(head_of digest)
    trial=$(head_of trial-seconds 0)
    use_bundle "$name"
    "$1"
    ;;
  rollback)
    name=$2
    use_bundle "$name"
    rollback
    ;;
  recover)
    # Early in the boot nothing runs yet: files are all there is to put back, and no trial's timer has outlived the boot.
    for left in "$bundles"/*/txn/phase; do
      if [ -f "$left" ] && ! grep -qx commit "$left"; then echo placing >"$left"; fi
    done
    recover_all
    systemctl daemon-reload
    ;;
esac
exit 0
