# Completion of ledger for fish. To have it in every shell: ledger completion fish >~/.config/fish/completions/ledger.fish
function __ledger_complete
    set -l line (commandline --cut-at-cursor --current-process | string collect)
    ledger "[suggest:"(string length -- $line)"]" $line 2>/dev/null | string match --invert --regex '^(/.*|-.)$'
end
# Where ledger knows nothing, it may be a file.
complete --command ledger --no-files --condition 'test -n "$(__ledger_complete)"' --arguments '(__ledger_complete)'
