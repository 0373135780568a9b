#!/bin/sh
# Makes package repositories on a host, signed by keys of their own: $1/good and $1/bad, whose packages are empty.
set -eu
folder=$1
export GNUPGHOME="$folder/keys"
mkdir -p "$folder"
mkdir -m 0700 "$GNUPGHOME"

build() { # NAME VERSION
  rm -rf "$folder/tree"
  mkdir -p "$folder/tree/DEBIAN" "$folder/good/pool"
  cat >"$folder/tree/DEBIAN/control" <<END
Package: $1
Version: $2
Architecture: all
Maintainer: Test <test@example.test>
Description: empty package of a test
END
  dpkg-deb --build --root-owner-group "$folder/tree" "$folder/good/pool/$1_$(printf %s "$2" | tr : _).deb" >/dev/null
}

build filebeat 8.19.20
build filebeat 8.19.21
build logstash 1:8.19.21-1
# What nobody asks for, and would be an update of what the host has.
build base-files 999

sign() { # NAME
  gpg --batch --quiet --passphrase '' --quick-generate-key "$1@example.test" ed25519 sign never 2>/dev/null
  gpg --batch --armor --export "$1@example.test" >"$folder/$1/key.asc"
  gpg --batch --with-colons --list-keys "$1@example.test" | awk -F: '$1 == "fpr" { print $10; exit }' >"$folder/$1/fingerprint"
  (
    cd "$folder/$1"
    mkdir -p dists/stable/main/binary-amd64 dists/stable/main/binary-arm64
    for machine in amd64 arm64; do apt-ftparchive packages pool >"dists/stable/main/binary-$machine/Packages"; done
    apt-ftparchive -o APT::FTPArchive::Release::Suite=stable -o APT::FTPArchive::Release::Components=main \
      -o APT::FTPArchive::Release::Architectures='amd64 arm64' release dists/stable >"$folder/Release"
    mv "$folder/Release" dists/stable/Release
    gpg --batch --quiet --local-user "$1@example.test" --clearsign --output dists/stable/InRelease dists/stable/Release
  )
}

cp -R "$folder/good" "$folder/bad"
sign good
sign bad
