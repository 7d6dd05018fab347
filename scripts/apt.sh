#!/bin/sh
# Installs missing Debian packages: `apt.sh PACKAGE…`. Not root: prints the one line that does it, and fails.
set -eu
missing=""
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
    echo "Còn thiếu gói Debian. Hãy chạy: sudo apt-get install -y$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -qq --no-install-recommends $missing >&2 || {
    apt-get update -qq >&2
    apt-get install -y -qq --no-install-recommends $missing >&2
}
