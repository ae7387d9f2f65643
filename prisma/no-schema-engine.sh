#!/bin/sh
# Stands in for Prisma's schema engine where only its presence is asked for. It must fail when it is run: one that
# "succeeds" makes `prisma migrate deploy` report success and do nothing.
echo "Prisma's schema engine is not installed; see prisma/README.md" >&2
exit 1
