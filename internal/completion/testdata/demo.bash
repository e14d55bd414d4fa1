# bash completion for demo
_demo() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command="" head="" i
	if [[ $cur == "=" ]]; then
		cur=""
	elif [[ $prev == "=" ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	COMPREPLY=()
	case ${COMP_WORDS[1]} in
	explain|show|key|version) if ((COMP_CWORD > 1)); then command=${COMP_WORDS[1]}; fi ;;
	esac
	case "$command $prev" in
	' -level'|' --level')
		COMPREPLY=($(compgen -W 'low high' -- "$cur"))
		return ;;
	' -kinds'|' --kinds')
		if [[ $cur == *,* ]]; then head=${cur%,*},; fi
		compopt -o nospace
		COMPREPLY=($(compgen -P "$head" -W 'red green -red' -- "${cur##*,}"))
		return ;;
	' -config'|' --config')
		COMPREPLY=($(compgen -W 'none' -- "$cur"))
		compopt -o filenames
		mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$cur")
		return ;;
	' -name'|' --name')
		return ;;
	'show -as'|'show --as')
		COMPREPLY=($(compgen -W 'text json' -- "$cur"))
		return ;;
	'key -by'|'key --by')
		COMPREPLY=($(compgen -W 'slot node' -- "$cur"))
		return ;;
	esac
	case $command in
	explain)
		if [[ $cur == -* ]]; then
			COMPREPLY=($(compgen -W '' -- "$cur"))
			return
		fi
		COMPREPLY+=($(compgen -W 'red green' -- "$cur"))
		;;
	show)
		if [[ $cur == -* ]]; then
			COMPREPLY=($(compgen -W '-as -all' -- "$cur"))
			return
		fi
		compopt -o filenames
		mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$cur")
		;;
	key)
		if [[ $cur == -* ]]; then
			case ${COMP_WORDS[2]} in
			split) COMPREPLY=($(compgen -W '-quick -by' -- "$cur")) ;;
			*) COMPREPLY=($(compgen -W '-quick' -- "$cur")) ;;
			esac
			return
		fi
		COMPREPLY+=($(compgen -W 'of split' -- "$cur"))
		;;
	version)
		if [[ $cur == -* ]]; then
			COMPREPLY=($(compgen -W '' -- "$cur"))
			return
		fi
		;;
	*)
		if [[ $cur == -* ]]; then
			COMPREPLY=($(compgen -W '-level -kinds -config -name -quick' -- "$cur"))
			return
		fi
		COMPREPLY+=($(compgen -W './...' -- "$cur"))
		if ((COMP_CWORD == 1)); then COMPREPLY+=($(compgen -W 'explain show key version' -- "$cur")); fi
		compopt -o filenames
		while IFS= read -r i; do
			if [[ ${i##*/} == .* && ${cur##*/} != .?* ]]; then continue; fi
			if [[ $i != [./~]* ]]; then i=./$i; fi
			COMPREPLY+=("$i")
		done < <(compgen -d -- "$cur")
		;;
	esac
}
complete -F _demo demo
