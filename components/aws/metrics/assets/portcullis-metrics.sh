# shellcheck shell=sh disable=SC2154
# Tells CloudWatch how full the disk is and how long the certificates last, with the instance's role. Comes after
# instance-role.sh.
#
# portcullis-metrics REGION NAMESPACE DISK-METRIC CERTIFICATE-METRIC [CERTIFICATE-FILE…]
region=$1 namespace=$2 disk_metric=$3 certificate_metric=$4
shift 4
case $region in
  cn-*) domain=amazonaws.com.cn ;;
  *) domain=amazonaws.com ;;
esac
# Another address is for tests.
cloudwatch=${PORTCULLIS_CLOUDWATCH:-https://monitoring.$region.$domain/}

fail() {
  echo "portcullis-metrics: $1" >&2
  exit 1
}

open_metadata
instance=$(about instance-id) || fail "the instance's metadata does not tell its id"
read_role

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
  printf 'user = "%s:%s"\n' "$(role_field AccessKeyId)" "$(role_field SecretAccessKey)"
  printf 'header = "X-Amz-Security-Token: %s"\n' "$(role_field Token)"
  printf 'aws-sigv4 = "aws:amz:%s:monitoring"\n' "$region"
  printf 'data = "%s"\n' "$body"
} | ask --output /dev/null --config - "$cloudwatch" || fail "CloudWatch of $region does not take the metrics of $instance"
