#!/bin/sh
# What an EC2 instance knows of itself, and the credentials of its role (IMDSv2). Managed by Portcullis.
# Secrets reach curl by its standard input: arguments and environment are for all to see.
set -eu
# Another address is for tests.
metadata=${PORTCULLIS_METADATA:-http://169.254.169.254}

ask() { curl --silent --show-error --fail --max-time 20 --noproxy '*' "$@"; }

# Opens a session with the metadata: before all that follows.
open_metadata() {
  session=$(ask --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$metadata/latest/api/token") ||
    fail "the instance's metadata does not answer: is this an EC2 instance, and may root reach $metadata?"
}
# printf is the shell's own: what it prints is in no other process's arguments.
about() { printf 'header = "X-aws-ec2-metadata-token: %s"\n' "$session" | ask --config - "$metadata/latest/meta-data/$1"; }
# Sets what role_field reads.
read_role() {
  role=$(about iam/security-credentials/) || fail "the instance has no role: give it an instance profile"
  credentials=$(about "iam/security-credentials/$role") || fail "the role $role has no credentials"
}
# AccessKeyId, SecretAccessKey or Token of the role.
role_field() { printf '%s\n' "$credentials" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }

