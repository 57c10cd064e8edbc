#!/usr/bin/env bash
# Makes an image with this machine's own .NET runtime, for where the official one cannot be pulled. Usage: local-runtime.sh NAME
set -euo pipefail
image=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")

mkdir -p "$root"/{app,etc,tmp,usr/bin,usr/lib,usr/lib64,usr/share/dotnet/shared,proc,sys,dev}
chmod 755 "$root"; chmod 1777 "$root/tmp"
ln -s usr/lib "$root/lib"; ln -s usr/lib64 "$root/lib64"; ln -s usr/bin "$root/bin"
cp -a "$dotnet/dotnet" "$dotnet/host" "$root/usr/share/dotnet/"
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
  mkdir "$root/usr/share/dotnet/shared/$framework"
  # The newest only.
  cp -a "$dotnet/shared/$framework/$(ls "$dotnet/shared/$framework" | sort -V | tail -n 1)" "$root/usr/share/dotnet/shared/$framework/"
done
ln -s /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"

# What the runtime is linked with, and what it loads by name: OpenSSL, name resolution. No Kerberos, as in the official image.
wanted=("$root/usr/share/dotnet/dotnet" "$root"/usr/share/dotnet/shared/Microsoft.NETCore.App/*/*.so)
for name in libssl.so.3 libcrypto.so.3 libnss_files.so.2 libnss_dns.so.2; do
  library=$(ldconfig -p | awk -v name="$name" '$1 == name && !seen++ { print $NF }')
  [[ -z $library ]] || wanted+=("$library")
done
{
  printf '%s\n' "${wanted[@]:1}" | grep -v "^$root" || true
  for file in "${wanted[@]}"; do ldd "$file" 2>/dev/null | grep -oE '/[^ ]+' | grep -v "^$root" || true; done
} | sort -u | while read -r file; do
  folder=$root$(dirname "$file" | sed -E 's#^/(lib|lib64)(/|$)#/usr/\1\2#')
  mkdir -p "$folder"; cp -Ln "$file" "$folder/"
done

printf 'root:x:0:0:root:/:/bin/false\napp:x:1654:1654::/tmp:/bin/false\n' >"$root/etc/passwd"
printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"
tar -C "$root" -c . | docker import -c 'ENV PATH=/usr/bin HOME=/tmp' - "$image" >/dev/null
echo "$image holds this machine's .NET runtime"
