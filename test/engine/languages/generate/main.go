// Writes the SDKs that `pulumi package gen-sdk` would write for a package's schema, with Pulumi's own generators: the
// language hosts that the CLI asks for them are in no registry.
//
// Usage: generate SCHEMA FOLDER
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "portcullis"

// none loads no other package: ours refers to none.
type none struct{ schema.ReferenceLoader }

func main() {
	if err := generate(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// bind reads the schema anew for each language: a generator leaves its marks on what it is given.
func bind(file string) (*schema.Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	bound, diagnostics, err := schema.BindSpec(spec, none{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	// What Pulumi only warns of is a mistake here.
	if len(diagnostics) > 0 {
		return nil, diagnostics
	}
	return bound, nil
}

func generate(file, folder string) error {
	languages := map[string]func(*schema.Package) (map[string][]byte, error){
		"go": func(p *schema.Package) (map[string][]byte, error) { return gogen.GeneratePackage(tool, p, nil) },
		"python": func(p *schema.Package) (map[string][]byte, error) {
			return python.GeneratePackage(tool, p, nil, none{})
		},
		"nodejs": func(p *schema.Package) (map[string][]byte, error) {
			return nodejs.GeneratePackage(tool, p, nil, nil, false, none{})
		},
	}
	for language, write := range languages {
		bound, err := bind(file)
		if err != nil {
			return err
		}
		files, err := write(bound)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		for name, content := range files {
			path := filepath.Join(folder, language, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(path, content, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
