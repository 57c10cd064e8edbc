#compdef ledger
# Completion of ledger for zsh. To have it in every shell: ledger completion zsh >FOLDER/_ledger, where FOLDER is in your fpath.
_ledger() {
  local -a found
  local line="ledger ${(j: :)words[2,CURRENT]}"
  found=("${(@f)$(ledger "[suggest:${#line}]" "$line" 2>/dev/null)}")
  found=(${${found:#/*}:#-?})
  [[ $PREFIX == -* ]] || found=(${found:#-*})
  # Where ledger knows nothing, it may be a file.
  if (( $#found )); then compadd -a found; else _files; fi
}
if [[ $funcstack[1] == _ledger ]]; then _ledger "$@"; else compdef _ledger ledger; fi
