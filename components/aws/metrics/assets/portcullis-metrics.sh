#!/bin/sh
# Tells CloudWatch how full the disk is and how long the certificates last. Managed by Portcullis.
#
# portcullis-metrics REGION NAMESPACE DISK-METRIC CERTIFICATE-METRIC [CERTIFICATE-FILE…]
#
# Credentials are the instance role's, and reach curl by its standard input: arguments and environment are for all to see.
set -eu
region=$1 namespace=$2 disk_metric=$3 certificate_metric=$4
shift 4
# Other addresses are for tests.
metadata=${PORTCULLIS_METADATA:-http://169.254.169.254}
cloudwatch=${PORTCULLIS_CLOUDWATCH:-https://monitoring.$region.amazonaws.com/}

fail() {
  echo "portcullis-metrics: $1" >&2
  exit 1
}
ask() { curl --silent --show-error --fail --max-time 20 --noproxy '*' "$@"; }

token=$(ask --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$metadata/latest/api/token") ||
  fail "the instance's metadata does not answer: is this an EC2 instance, and may root reach $metadata?"
# printf is the shell's own: what it prints is in no other process's arguments.
about() { printf 'header = "X-aws-ec2-metadata-token: %s"\n' "$token" | ask --config - "$metadata/latest/meta-data/$1"; }
instance=$(about instance-id) || fail "the instance's metadata does not tell its id"
role=$(about iam/security-credentials/) || fail "the instance has no role: give it an instance profile"
credentials=$(about "iam/security-credentials/$role") || fail "the role $role has no credentials"
field() { printf '%s\n' "$credentials" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }

disk=$(df --output=pcent / | tr -dc '0-9')
days_left() {
  end=$(openssl x509 -in "$1" -noout -enddate 2>/dev/null) || end=
  [ -n "$end" ] || { echo 0; return; }
  seconds=$(($(date -d "${end#notAfter=}" +%s) - $(date +%s)))
  [ "$seconds" -gt 0 ] || seconds=0
  echo $((seconds / 86400))
}

number=0
body="Action=PutMetricData&Version=2010-08-01&Namespace=$namespace"
metric() {
  number=$((number + 1))
  of="MetricData.member.$number"
  body="$body&$of.MetricName=$1&$of.Value=$2&$of.Unit=$3"
  body="$body&$of.Dimensions.member.1.Name=InstanceId&$of.Dimensions.member.1.Value=$instance"
}
metric "$disk_metric" "$disk" Percent
if [ $# -gt 0 ]; then
  least=
  for file; do
    days=$(days_left "$file")
    if [ -z "$least" ] || [ "$days" -lt "$least" ]; then least=$days; fi
  done
  metric "$certificate_metric" "$least" Count
fi

{
  printf 'user = "%s:%s"\n' "$(field AccessKeyId)" "$(field SecretAccessKey)"
  printf 'header = "X-Amz-Security-Token: %s"\n' "$(field Token)"
  printf 'aws-sigv4 = "aws:amz:%s:monitoring"\n' "$region"
  printf 'data = "%s"\n' "$body"
} | ask --output /dev/null --config - "$cloudwatch" || fail "CloudWatch of $region does not take the metrics of $instance"
