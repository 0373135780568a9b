#!/bin/sh
# portcullis-certificate obtain|renew|deploy NAME
#   obtain  asks the ACME directory for a certificate if none that is good stands there or it is due; without privileges
#   renew   asks in any case
#   credentials  gives the unprivileged half the credentials of the instance's role, for records in Route 53, as root: the
#                firewall lets nobody else ask for them
#   deploy  puts a new certificate in place and reloads the web server, as root and without the network
# Settings come from /etc/portcullis/certificates/NAME.env, through the unit.
set -eu

state=/var/lib/portcullis-acme
certificates=/etc/portcullis/tls

fail() {
  printf 'certificate %s: %s\n' "$name" "$*" >&2
  exit 1
}

# The DNS names in certificate $1, sorted, on one line.
names_in() {
  openssl x509 -in "$1" -noout -ext subjectAltName | tr ',' '\n' | sed -n 's/^ *DNS://p' | sort | xargs
}

seconds_at() { date -d "$(openssl x509 -in "$1" -noout "$2" | cut -d = -f 2)" +%s; }

# Whether less than a third of the lifetime of certificate $1 is left, whatever the lifetime is.
is_due() {
  begin=$(seconds_at "$1" -startdate)
  end=$(seconds_at "$1" -enddate)
  [ $(((end - $(date +%s)) * 3)) -lt $((end - begin)) ]
}

# The DNS names that are wanted, sorted, on one line.
wanted_names() { printf '%s\n' "$NAMES" | tr ' ' '\n' | sort | xargs; }

# What a certificate was asked for with; another answer than last time asks for another certificate.
request() { printf '%s %s %s\n' "$DIRECTORY" "$KEY_TYPE" "$(wanted_names)"; }

# Why a certificate has to be asked for; nothing where it has not.
reason() {
  if ! [ -s "$issued/request" ]; then
    echo "there is none yet"
  elif [ "$(cat "$issued/request")" != "$(request)" ]; then
    echo "its names, key type or directory changed"
  elif is_due "$issued/fullchain.pem"; then
    echo "less than a third of its lifetime is left"
  fi
}

obtain() {
  why=${1:-$(reason)}
  if [ -z "$why" ]; then
    echo "certificate $name: good until $(openssl x509 -in "$issued/fullchain.pem" -noout -enddate | cut -d = -f 2)"
    return
  fi
  echo "certificate $name: asking $DIRECTORY: $why"
  work=$state/lego/$name
  set -- --path "$work" --server "$DIRECTORY" --email "$EMAIL" --accept-tos --key-type "$KEY_TYPE"
  for one in $NAMES; do set -- "$@" --domains "$one"; done
  case $CHALLENGE in
    http-01) set -- "$@" --http --http.webroot "$state/webroot" ;;
    dns-01-route53)
      set -- "$@" --dns route53
      # The file's name is no secret; what is in it is gone with the unit.
      export AWS_SHARED_CREDENTIALS_FILE="$RUNTIME_DIRECTORY/aws" AWS_EC2_METADATA_DISABLED=true
      ;;
  esac
  if ! lego "$@" run >"$work/last.log" 2>&1 9<&-; then
    cat "$work/last.log" >&2
    grep -q 'acme:error:accountDoesNotExist' "$work/last.log" || exit 1
    echo "certificate $name: the directory does not know our account any more: registering a new one"
    rm -rf "$work/accounts"
    lego "$@" run 9<&-
  fi
  # Nobody else gets into the folder; the mode is for copies of it.
  find "$work" -name '*.key' -exec chmod 0600 '{}' +
  rm -rf "$issued.next"
  (umask 077 && mkdir "$issued.next")
  cp "$work/certificates/$name.crt" "$issued.next/fullchain.pem"
  (umask 077 && cp "$work/certificates/$name.key" "$issued.next/privkey.pem")
  request >"$issued.next/request"
  rm -rf "$issued"
  mv -T "$issued.next" "$issued"
}

# Comes with instance-role.sh in front where records in Route 53 are asked for.
credentials() {
  open_metadata
  read_role
  file=$RUNTIME_DIRECTORY/aws
  (umask 077 && : >"$file.next")
  chown --reference="$RUNTIME_DIRECTORY" "$file.next"
  {
    printf '[default]\naws_access_key_id = %s\n' "$(role_field AccessKeyId)"
    printf 'aws_secret_access_key = %s\n' "$(role_field SecretAccessKey)"
    printf 'aws_session_token = %s\n' "$(role_field Token)"
  } >"$file.next"
  mv -f "$file.next" "$file"
}

# Judges copies that the unprivileged half cannot change any more.
deploy() {
  current=$certificates/$name
  mkdir -p "$(dirname "$certificates")"
  umask 077
  mkdir -p "$certificates"
  version=$(mktemp -d "$certificates/.$name.XXXXXX")
  trap 'rm -rf "$version"' EXIT
  for file in fullchain.pem privkey.pem; do
    if ! [ -f "$issued/$file" ] || [ -L "$issued/$file" ]; then fail "$issued/$file is missing"; fi
    cat "$issued/$file" >"$version/$file"
  done
  if cmp -s "$version/fullchain.pem" "$current/fullchain.pem" && cmp -s "$version/privkey.pem" "$current/privkey.pem"; then
    return
  fi
  [ "$(openssl x509 -in "$version/fullchain.pem" -noout -pubkey)" = "$(openssl pkey -in "$version/privkey.pem" -pubout)" ] ||
    fail "the private key does not belong to the certificate"
  [ "$(names_in "$version/fullchain.pem")" = "$(wanted_names)" ] ||
    fail "its names are $(names_in "$version/fullchain.pem"), not $NAMES"
  former=$(readlink "$current" || :)
  ln -s "$version" "$version.link"
  mv -fT "$version.link" "$current"
  trap - EXIT
  if ! systemctl reload-or-restart "$RELOAD"; then
    if [ -n "$former" ]; then
      ln -s "$former" "$version.link"
      mv -fT "$version.link" "$current"
    fi
    fail "$RELOAD does not take it, the former one is back"
  fi
  case $former in "$certificates/.$name."*) rm -rf "$former" ;; esac
  echo "certificate $name: new one in place, good until $(openssl x509 -in "$current/fullchain.pem" -noout -enddate | cut -d = -f 2)"
}

name=$2
issued=$state/issued/$name
if [ "$1" = credentials ]; then
  credentials
  exit
fi
# A renewal on request and the timer's do not meet half-way. A folder is locked, as a file could be a link by now.
[ -d "$state/lego/$name" ] || mkdir "$state/lego/$name"
exec 9<"$state/lego/$name"
flock --wait 540 9 || fail "another run has held it for nine minutes"
case $1 in
  obtain) obtain ;;
  renew) obtain "renewal on request" ;;
  deploy) deploy ;;
  *) fail "$1 is not a command" ;;
esac
