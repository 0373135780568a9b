# shellcheck shell=sh
# Files: what differs, copies of what stood before, and moves into place by rename, so that no reader sees half a file.

# Whether the file at $4 is the staged file $1 with mode $2 and owner $3.
is_in_place() {
  [ -f "$4" ] && [ ! -L "$4" ] && cmp -s "$stage/files/$1" "$4" || return 1
  case $3 in *:*) owner=$3 ;; *) owner=$3:$(id -gn "$3" 2>/dev/null) ;; esac
  [ "$(stat -c '%a %U:%G' "$4")" = "${2#0} $owner" ]
}

# Lists what has to change: put (from the bundle), gone (must not exist), free (the former bundle had it, this one has not).
compare_files() {
  : >"$stage/put"
  : >"$stage/gone"
  : >"$stage/free"
  while IFS=$tab read -r number mode owner path; do
    is_in_place "$number" "$mode" "$owner" "$path" || printf '%s\t%s\t%s\t%s\n' "$number" "$mode" "$owner" "$path" >>"$stage/put"
  done <"$stage/files.list"
  while read -r path; do
    if [ -e "$path" ] || [ -L "$path" ]; then printf '%s\n' "$path" >>"$stage/gone"; fi
  done <"$stage/absent.list"
  { cut -f 4 "$stage/files.list"; cat "$stage/absent.list"; } >"$stage/owned"
  if [ -d "$bundle/current" ]; then
    while read -r path; do
      has_line "$path" "$stage/owned" || printf '%s\n' "$path" >>"$stage/free"
    done <"$bundle/current/owned"
  fi
  { cut -f 4 "$stage/put"; cat "$stage/gone" "$stage/free"; } >"$stage/changed"
}

# Says what would not fit, before anything is changed: each changed file is needed twice, new and as a copy of the former.
check_space() {
  needed=$(($(du -sk "$stage/files" | cut -f 1) * 2 + 1024))
  while read -r path; do
    folder=$path
    until [ -d "$folder" ]; do folder=$(dirname "$folder"); done
    printf '%s\n' "$folder"
  done <"$stage/changed" | { cat; printf '%s\n' "$state"; } | sort -u >"$stage/folders"
  while read -r folder; do
    free=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')
    if [ "$free" -lt "$needed" ]; then
      because "no space left on the device of $folder: $free KiB are free, $needed KiB are needed"
      return
    fi
  done <"$stage/folders"
}

# Copies the file at $2 (or notes that there is none) as number $3 in folder $1, which has a list of its own.
keep_copy() {
  if [ -e "$2" ] || [ -L "$2" ]; then
    [ ! -d "$2" ] || [ -L "$2" ] || because "$2 is a folder, the bundle has a file there" || return 1
    cp -a -- "$2" "$1/$3.part" && mv -fT "$1/$3.part" "$1/$3" && printf '%s\tfile\t%s\n' "$3" "$2" >>"$1/list"
  else
    printf '%s\tnone\t%s\n' "$3" "$2" >>"$1/list"
  fi
}

# Keeps what stood at each path before Portcullis came, once.
keep_originals() {
  mkdir -p "$bundle/original"
  touch "$bundle/original/list"
  while read -r path; do
    cut -f 3 "$bundle/original/list" | grep -qxF -- "$path" && continue
    keep_copy "$bundle/original" "$path" "$(($(wc -l <"$bundle/original/list") + 1))" || return 1
  done <"$stage/changed"
}

make_folder() {
  [ ! -d "$1" ] || return 0
  make_folder "$(dirname "$1")" || return 1
  mkdir -m 0755 "$1" && printf '%s\n' "$1" >>"$bundle/folders"
}

# Renames the finished file $1 to $2.
move_in() { mv -fT -- "$1" "$2"; }

put_files() {
  while IFS=$tab read -r number mode owner path; do
    make_folder "$(dirname "$path")" &&
      cp -- "$stage/files/$number" "$path.portcullis-new" &&
      chown "$owner" "$path.portcullis-new" &&
      chmod "$mode" "$path.portcullis-new" &&
      move_in "$path.portcullis-new" "$path" || {
      rm -f "$path.portcullis-new"
      because "could not write $path (see above)"
      return
    }
  done <"$stage/put"
  while read -r path; do rm -f -- "$path" || return 1; done <"$stage/gone"
  while read -r path; do
    give_back "$bundle/original" "$path" || return 1
  done <"$stage/free"
}

# Puts the copy of $2 in folder $1 back. The copy is kept until it stands in its place, so this can be cut off and repeated.
give_back() {
  line=$(awk -F '\t' -v path="$2" '$3 == path { print; exit }' "$1/list")
  [ -n "$line" ] || return 0
  number=${line%%"$tab"*}
  case $line in
    *"${tab}none${tab}"*) rm -f -- "$2" ;;
    *)
      if [ -e "$1/$number" ] || [ -L "$1/$number" ]; then
        cp -a -- "$1/$number" "$2.portcullis-old" 2>/dev/null || {
          # A full disk: free the room that the new file takes, then there is room for the former one.
          rm -f -- "$2" "$2.portcullis-old"
          cp -a -- "$1/$number" "$2.portcullis-old" || return 1
        }
        move_in "$2.portcullis-old" "$2"
      fi
      ;;
  esac
}

give_back_all() {
  [ -f "$1/list" ] || return 0
  failed=0
  cut -f 3 "$1/list" >"$1/paths"
  while read -r path; do
    rm -f "$path.portcullis-new"
    give_back "$1" "$path" || failed=1
  done <"$1/paths"
  return $failed
}

remove_made_folders() {
  [ -f "$bundle/folders" ] || return 0
  sort -ur "$bundle/folders" | while read -r folder; do rmdir -- "$folder" 2>/dev/null || :; done
}
