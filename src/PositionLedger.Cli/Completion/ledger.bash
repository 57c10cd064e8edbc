# Completion of ledger for bash. To have it in every shell: ledger completion bash >~/.local/share/bash-completion/completions/ledger
_ledger() {
  local word=$2 found line="ledger${COMP_LINE:${#1}:COMP_POINT-${#1}}"
  COMPREPLY=()
  while IFS= read -r found; do
    [[ $found == "$word"* && $found != /* && $found != -? ]] || continue
    [[ $found != -* || $word == -* ]] || continue
    COMPREPLY+=("$found")
  done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
}
# Where ledger knows nothing, it may be a file.
complete -o default -F _ledger ledger
