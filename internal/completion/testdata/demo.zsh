#compdef demo

_demo() {
	local -a commands
	commands=(
		'explain:explain\: a color'
		'show:show a file'
		'key:keys'
		'version:the version'
	)
	if ((CURRENT > 2)); then
		case $words[2] in
		explain)
			shift words
			((CURRENT--))
			_arguments \
				'*:argument:(red green)'
			return ;;
		show)
			shift words
			((CURRENT--))
			_arguments \
				'*-as=[form]:value:(text json)' \
				'*-all[all]' \
				'*:file:_files'
			return ;;
		key)
			shift words
			((CURRENT--))
			case $words[2] in
			split)
				_arguments \
					'*-quick[be quick]' \
					'*-by=[one command]:value:(slot node)' \
					'*:argument:(of split)'
				return ;;
			esac
			_arguments \
				'*-quick[be quick]' \
				'*:argument:(of split)'
			return ;;
		version)
			shift words
			((CURRENT--))
			_arguments \
				'*: : '
			return ;;
		esac
	fi
	if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then _describe command commands; fi
	_arguments \
		'*-level=[lowest level\: low or high]:value:(low high)' \
		'*-kinds=[kinds, separated \[by\] commas]:value:_values -s , value red green -red' \
		'*-config=[it'\''s a FILE]:file: _alternative "words\:value\:(none)" "files\:file\:_files"' \
		'*-name=[any name]:value: ' \
		'*-quick[be quick]' \
		'*:package: _alternative "words:package:(./...)" "folders:folder:{ if [[ \$PREFIX == [./~]* ]]; then _files -/; else _files -P ./ -/; fi }"'
}

if [[ $funcstack[1] == _demo ]]; then _demo "$@"; else compdef _demo demo; fi
