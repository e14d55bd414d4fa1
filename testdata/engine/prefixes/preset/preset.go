// Package preset has configurations whose fields have a value where nobody
// configures another one.
package preset

// A Config is read from a file or the environment.
type Config struct {
	Tagged  string `yaml:"tagged" default:"{app}:"`
	Env     string `env:"PREFIX" envDefault:"{app}:"`
	Plain   string `yaml:"plain" default:"app:"`
	Checked string `yaml:"checked" validate:"regexp=^[a-z]{1,8}:$"`
	Of      string `yaml:"of" default:"${APP}:"`
	Store   struct {
		Prefix string `yaml:"prefix" env-default:"{store}"`
	}
}

// Current is the configuration of the program.
var Current Config
