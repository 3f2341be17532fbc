package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tradeoff/generator"
	"tradeoff/generator/diag"
)

// wrongFlag explains a flag that cannot be parsed.
func wrongFlag(cmd *cobra.Command, err error) error {
	use := &wrongUse{command: cmd.CommandPath(), message: err.Error()}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok && invalid.GetFlag().Value.Type() == "bool" {
		name := "--" + invalid.GetFlag().Name
		use.message = fmt.Sprintf("%s is there or not, and takes no value such as %q", name, invalid.GetValue())
		use.hint = fmt.Sprintf("write %s alone, or leave it out", name)
		return use
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok && invalid.GetFlag().Value.Type() == "int" {
		use.message = fmt.Sprintf("--%s takes a number, not %q", invalid.GetFlag().Name, invalid.GetValue())
		return use
	}
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return use
	}
	name := unknown.GetSpecifiedName()
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		use.message, name = fmt.Sprintf("unknown flag -%s", short), short
	} else {
		use.message = fmt.Sprintf("unknown flag --%s", name)
	}
	use.hint = diag.Suggest("--"+name, flagNames(cmd))
	return use
}

// checkValues refuses what a flag can be parsed with and cannot mean, before any
// command runs. What is empty is for the commands to say.
func checkValues(cmd *cobra.Command, _ []string) error {
	if f := cmd.Flags().Lookup("site"); f != nil && f.Changed && f.Value.String() != "" {
		switch info, err := os.Stat(f.Value.String()); {
		case errors.Is(err, os.ErrNotExist):
			return &wrongUse{cmd.CommandPath(), fmt.Sprintf("there is no folder %q", f.Value), "--site takes the folder that has " + siteFile}
		case err == nil && !info.IsDir():
			return &wrongUse{cmd.CommandPath(), fmt.Sprintf("%q is not a folder", f.Value), "--site takes the folder that has " + siteFile}
		}
	}
	if f := cmd.Flags().Lookup("url"); f != nil && f.Changed && f.Value.String() != "" {
		if fault := generator.CheckURL(f.Value.String()); fault != nil {
			return &wrongUse{cmd.CommandPath(), "--url: " + fault.Message, fault.Hint}
		}
	}
	return nil
}
