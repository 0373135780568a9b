#!/bin/sh
# Works out, before each start of Elasticsearch, what depends on the host as it is now.
#
# usage: prepare-host.sh DATA ENVIRONMENT NODES [HEAP]
#
# DATA         folder of the node's data
# ENVIRONMENT  file that the unit takes variables from
# NODES        names of the nodes that a new cluster begins with, separated by commas; none is -
# HEAP         file for a heap of half of the memory; without it somebody else has written it
set -eu
data=$1 environment=$2 nodes=$3 heap=${4:-}

# What the server asks for before it maps files (its documentation, "Virtual memory").
mmap=false
if [ "$(cat /proc/sys/vm/max_map_count)" -ge 262144 ]; then mmap=true; fi

# A node that holds an index belongs to a cluster, and must never begin another one.
bootstrap=
if [ "$nodes" != - ] && [ -z "$(ls -A "$data/indices" 2>/dev/null)" ]; then
  bootstrap="-Ecluster.initial_master_nodes=$nodes"
fi

printf 'PORTCULLIS_ALLOW_MMAP=%s\nPORTCULLIS_BOOTSTRAP=%s\n' "$mmap" "$bootstrap" >"$environment"
chmod 0644 "$environment"

if [ -n "$heap" ]; then
  megabytes=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 2048))
  if [ "$megabytes" -lt 256 ]; then megabytes=256; fi
  if [ "$megabytes" -gt 31744 ]; then megabytes=31744; fi
  printf -- '-Xms%sm\n-Xmx%sm\n' "$megabytes" "$megabytes" >"$heap"
  chmod 0644 "$heap"
fi
