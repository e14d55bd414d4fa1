# fish completion for demo
complete -c demo -e
complete -c demo -f
complete -c demo -n 'not __fish_seen_subcommand_from explain show key version' -o level -d 'lowest level: low or high' -x -a 'low high'
complete -c demo -n 'not __fish_seen_subcommand_from explain show key version' -o kinds -d 'kinds, separated [by] commas' -x -a "(__fish_append , red green -red)"
complete -c demo -n 'not __fish_seen_subcommand_from explain show key version' -o config -d 'it\'s a FILE' -r -F -a 'none'
complete -c demo -n 'not __fish_seen_subcommand_from explain show key version' -o name -d 'any name' -x
complete -c demo -n 'not __fish_seen_subcommand_from explain show key version' -o quick -d 'be quick'
complete -c demo -n 'not __fish_seen_subcommand_from explain show key version' -a './...'
complete -c demo -n 'not __fish_seen_subcommand_from explain show key version' -a '(__fish_complete_directories | string match -rv "^\.[^./]" | string replace -r "^(?=[^./~])" ./)'
complete -c demo -n __fish_is_first_arg -a explain -d 'explain: a color'
complete -c demo -n '__fish_seen_subcommand_from explain' -a 'red green'
complete -c demo -n __fish_is_first_arg -a show -d 'show a file'
complete -c demo -n '__fish_seen_subcommand_from show' -o as -d 'form' -x -a 'text json'
complete -c demo -n '__fish_seen_subcommand_from show' -o all -d 'all'
complete -c demo -n '__fish_seen_subcommand_from show' -F
complete -c demo -n __fish_is_first_arg -a key -d 'keys'
complete -c demo -n '__fish_seen_subcommand_from key' -o quick -d 'be quick'
complete -c demo -n '__fish_seen_subcommand_from key; and __fish_seen_subcommand_from split' -o by -d 'one command' -x -a 'slot node'
complete -c demo -n '__fish_seen_subcommand_from key' -a 'of split'
complete -c demo -n __fish_is_first_arg -a version -d 'the version'
