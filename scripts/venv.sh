#!/bin/sh
# Makes .venv and installs the hash-pinned requirements: `venv.sh base` or `venv.sh dev`. Done already: returns at once.
set -eu
cd "$(dirname "$0")/.."
kind=$1

python=""
for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11 /usr/bin/python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Cần Python 3.11 trở lên. Trên Debian 12: apt-get install -y python3 python3-venv" >&2
    exit 1
fi

files="requirements/base.txt"
[ "$kind" = base ] || files="$files requirements/$kind.txt"
# The folder is part of the mark: a venv that was moved or copied with its checkout doesn't work.
mark="$kind $(pwd) $(cat $files pyproject.toml requirements/base.in | sha256sum | cut -d' ' -f1)"
stamp=".venv/installed-$kind"
if [ -x .venv/bin/motcua ] && [ "$(cat "$stamp" 2>/dev/null)" = "$mark" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

if ! .venv/bin/python -c 'import pip' 2>/dev/null || [ "$(sed -n 's/^command = .* //p' .venv/pyvenv.cfg)" != "$(pwd)/.venv" ]; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        sh scripts/apt.sh python3-venv
    fi
    rm -rf .venv
    "$python" -m venv .venv
fi
echo "Cài các gói Python ($kind)…" >&2
set -- --quiet --quiet --disable-pip-version-check --no-input
for file in $files; do
    set -- "$@" --requirement "$file"
done
.venv/bin/python -m pip install --require-hashes "$@"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
printf '%s\n' "$mark" > "$stamp"
[ "$kind" = base ] || printf 'base %s\n' "$(pwd) $(cat requirements/base.txt pyproject.toml requirements/base.in | sha256sum | cut -d' ' -f1)" > .venv/installed-base
