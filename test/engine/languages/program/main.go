package main

import (
	"example.com/pulumi-portcullis/sdk/go/portcullis"
	"example.com/pulumi-portcullis/sdk/go/portcullis/environment"
	"example.com/pulumi-portcullis/sdk/go/portcullis/hardening"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		conf := config.New(ctx, "")
		key := conf.RequireSecret("sshPrivateKey")
		shop, err := environment.NewEnvironment(ctx, "shop", &environment.EnvironmentArgs{
			SshPrivateKey: key,
			Settings: portcullis.EnvironmentArgs{
				AdminRanges: pulumi.StringArray{pulumi.String("203.0.113.0/24")},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("urls", shop.Urls)
		_, err = hardening.NewKernel(ctx, "kernel", &hardening.KernelArgs{
			Host: portcullis.HostArgs{
				Address:    pulumi.String("198.51.100.7"),
				Platform:   pulumi.String("debian-12"),
				HostKey:    pulumi.String(conf.Require("hostKey")),
				PrivateKey: key,
			},
		})
		return err
	})
}
