#!/usr/bin/env bash
# Everything for aarch64, see run.sh.
exec "$(dirname "$0")/run.sh" all
