# What happens to images after they are built, and what kills it. Every test leaves its images to
# those that follow; the last one removes all that nothing uses.

readonly home_region=us-west-2
readonly account=000000000000

command_starts() { # NAME ARGUMENTS...: in the background
  local name=$1
  shift
  start "$name" timeout 300 "$root/kiln" "$@" --address "$address"
}

# ACTION: its next call takes effect late, so that a kill finds some of several done and some not.
slow() {
  curl -fsS -o /dev/null "$cloud/_kiln/faults" \
    -d "{\"action\": \"$1\", \"when\": \"delay\", \"delayMillis\": 3000}"
}
# COMMAND_NAME ACTION TIMES PROCESS: kills and restarts PROCESS when the command makes that call.
killed_in() {
  reaches "$2" "$3"
  slay "$4"
  "start_$4"
  ends "$1" 0
}

# A chain of two images in the home region.
stock() {
  [[ -z ${stocked:-} ]] || return 0
  stocked=yes
  templates stock 0
  start "build-stock" timeout 300 "$root/kiln" ami build -t "$work/stock-one.yaml" --name stock-one \
    --region "$home_region" --address "$address"
  ends build-stock 0
}

of_template() { # TEMPLATE REGION: the expression for its images there
  echo "[x for x in r if x['kind'] == 'image' and x['tags'].get('TemplateName') == '$1' and x['region'] == '$2']"
}
ami() { inventory "$(of_template "$1" "$2")[-1]['id']"; } # TEMPLATE REGION
one_available() { # TEMPLATE REGION
  local found
  found=$(inventory "[x['state'] for x in $(of_template "$1" "$2")]")
  [[ $found == "['available']" ]] || complain "the images of $1 in $2 are $found instead of one that is available"
}
snapshots() { # COUNT REGION
  local found
  found=$(inventory "sum(1 for x in r if x['kind'] == 'snapshot' and x['region'] == '$2' and x['account'] == '$account')")
  [[ $found == "$1" ]] || complain "there are $found snapshots in $2 instead of $1"
}

ec2() { # ACCOUNT REGION FORM: the reply to a call of that account
  local name="Credential=$1/20260101/$2/ec2/aws4_request"
  curl -fsS "$cloud" -d "Version=2016-11-15&$3" \
    -H "Authorization: AWS4-HMAC-SHA256 $name, SignedHeaders=host, Signature=0"
}

copy_killed_at() { # PROCESS TIMES REGION REGION
  local region
  stock
  mark
  [[ $2 == 2 ]] || slow CopyImage
  command_starts "copy-$3" ami copy stock-one --region "$home_region" --regions "$3,$4"
  killed_in "copy-$3" CopyImage "$2" "$1"
  for region in "$3" "$4"; do
    one_available stock-one "$region"
    snapshots 1 "$region"
  done
}

# PROCESS REGION: while a build takes what it needs from the home region.
copy_from_elsewhere_killed_at() {
  stock
  mark
  command_starts elsewhere ami build -t "$work/stock-one.yaml" --name stock-one --region "$2" \
    --regions "$home_region"
  killed_in elsewhere CopyImage 1 "$1"
  one_available stock-one "$2"
  snapshots 1 "$2"
  ! called RunInstances 1 || complain "it was built again"
}

failed_region_is_retried_alone() { # REGION THE_ONE_THAT_FAILS
  stock
  curl -fsS -o /dev/null "$cloud/_kiln/faults" \
    -d "{\"action\": \"CopyImage\", \"region\": \"$2\", \"when\": \"image-fails\", \"times\": 2}"
  command_starts partial ami copy stock-one --region "$home_region" --regions "$1,$2"
  ends partial 1
  one_available stock-one "$1"
  snapshots 0 "$2"
  mark
  command_starts retry build retry "$(sed -n 's/^Copy ID: //p' "$work/partial.log")"
  ends retry 0
  one_available stock-one "$2"
  ! called CopyImage 2 || complain "more than the missing copy was made"
}

launchable() { # ACCOUNT REGION AMI
  ec2 "$1" "$2" "Action=DescribeImages&ImageId.1=$3" | grep -q "<imageId>$3"
}
share_killed_at() { # PROCESS ACTION ACCOUNT
  local template
  stock
  mark
  slow "$2"
  command_starts "share-$3" ami share-chain stock-one --region "$home_region" --accounts "$3" --snapshots
  killed_in "share-$3" "$2" 1 "$1"
  for template in stock stock-one; do
    launchable "$3" "$home_region" "$(ami $template $home_region)" || complain "$3 cannot use $template"
  done
}

an_instance() { # of the stock's image
  ec2 "$account" "$home_region" \
    "Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t3.micro&ImageId=$(ami stock-one $home_region)" |
    sed -n 's:.*<instanceId>\([^<]*\)</instanceId>.*:\1:p' | head -n 1
}
running() { [[ $(inventory "[x['state'] for x in r if x['id'] == '$1']") == "['running']" ]]; }
capture_killed_at() { # PROCESS ACTION TIMES
  local name=taken-${2,,} instance region
  stock
  instance=$(an_instance)
  eventually 60 running "$instance" || complain "$instance does not run"
  mark
  command_starts "$name" ami create-multi "$instance" --name "$name" --regions "$home_region,sa-east-1"
  killed_in "$name" "$2" "$3" "$1"
  for region in "$home_region" sa-east-1; do one_available "$name" "$region"; done
  running "$instance" || complain "$instance was not left running"
  ec2 "$account" "$home_region" "Action=TerminateInstances&InstanceId.1=$instance" >/dev/null
  nothing_left
}

# PROCESS: when the promotion has written some of the parameters that consumers read.
promotion_killed_at() {
  local registry=$work/registry.json answer
  stock
  command_starts record ami update-registry "$work/stock-one.yaml" --registry "file:$registry"
  ends record 0
  mark
  slow PutParameter
  command_starts promote ami promote stock-one --allow-unvalidated --registry "file:$registry"
  killed_in promote PutParameter 1 "$1"
  answer=$(python3 -c "
import json
channels = json.load(open('$registry'))['templates']['stock-one']['channels']
print(channels['stable']['release'] == channels['dev']['release'], len(channels['stable'].get('history', [])))")
  [[ $answer == "True 1" ]] || complain "the registry says $answer instead of True 1"
}

ours_in() { # KIND REGION...: the expression for them
  local kind=$1
  shift
  echo "[x for x in r if x['kind'] == '$kind' and x['account'] == '$account' and x['region'] in '$*'.split()]"
}
delete_killed_at() { # PROCESS TIMES REGION...: deletes the copies that are there
  local process=$1 times=$2 ids left
  shift 2
  stock
  command_starts "victims-$1" ami copy stock-one --region "$home_region" --regions "$(tr ' ' , <<<"$*")"
  ends "victims-$1" 0
  mapfile -t ids < <(inventory "chr(10).join(x['id'] for x in $(ours_in image "$@"))")
  mark
  slow DeregisterImage
  command_starts "delete-$1" ami delete "${ids[@]}" --yes
  killed_in "delete-$1" DeregisterImage "$times" "$process"
  left=$(inventory "[x['id'] for x in $(ours_in image "$@") + $(ours_in snapshot "$@")]")
  [[ $left == "[]" ]] || complain "still there in $*: $left"
}

build_all_killed_at() { # PROCESS ACTION TIMES
  local name=all-${2,,} template
  templates "$name" 1
  mark
  command_starts "$name" ami build-all "$work/$name-one.yaml" "$work/$name-two.yaml" \
    --regions "$home_region,ap-south-1"
  killed_in "$name" "$2" "$3" "$1"
  for template in "$name-one" "$name-two"; do
    one_available "$template" "$home_region"
    one_available "$template" ap-south-1
  done
  one_available "$name" "$home_region"
  effect_once "$name"
  nothing_left
}

# PROCESS TIMES: what no instance and no template needs goes, with its snapshots.
clean_up_killed_at() {
  mark
  slow DeregisterImage
  command_starts clean-up ami gc --region all --older-than 0h --unused --yes
  killed_in clean-up DeregisterImage "$2" "$1"
  [[ $(inventory "sum(1 for x in r if x['kind'] in ('image', 'snapshot') and x['account'] == '$account' and x['tags'].get('ManagedBy') == 'kiln')") == 0 ]] ||
    complain "left behind: $(inventory "[(x['kind'], x['id'], x['region']) for x in r if x['kind'] in ('image', 'snapshot') and x['tags'].get('ManagedBy') == 'kiln']")"
}
