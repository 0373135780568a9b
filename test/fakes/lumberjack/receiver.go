// Receives events over the Beats protocol (Lumberjack, version 2), as Logstash's input does, and appends each one to a
// file as a line of JSON before it acknowledges the batch. It filters nothing and sends nothing on.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"

	"github.com/elastic/go-lumber/server"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:5044", "address and port")
	certificate := flag.String("certificate", "", "the server's certificate, PEM")
	key := flag.String("key", "", "its private key, PEM")
	authority := flag.String("authority", "", "authority that clients' certificates have to be from, PEM")
	out := flag.String("out", "", "file to append to")
	flag.Parse()
	if err := serve(*listen, *certificate, *key, *authority, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(listen, certificate, key, authority, out string) error {
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		return err
	}
	pem, err := os.ReadFile(authority)
	if err != nil {
		return err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return errors.New("no certificate in " + authority)
	}
	file, err := os.OpenFile(out, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	receiver, err := server.NewWithListener(
		tls.NewListener(listener, &tls.Config{
			Certificates: []tls.Certificate{pair},
			ClientAuth:   tls.RequireAndVerifyClientCert,
			ClientCAs:    pool,
			MinVersion:   tls.VersionTLS12,
		}),
		server.V1(false), server.V2(true), server.JSONDecoder(asItCame),
	)
	if err != nil {
		return err
	}
	fmt.Println("listening on", listener.Addr())
	writer := bufio.NewWriter(file)
	for batch := range receiver.ReceiveChan() {
		for _, event := range batch.Events {
			writer.Write(event.(json.RawMessage))
			writer.WriteByte('\n')
		}
		// A writer keeps its first error.
		if err := writer.Flush(); err != nil {
			return err
		}
		batch.ACK()
	}
	return nil
}

// Keeps numbers and the order of members as they were sent.
func asItCame(text []byte, event interface{}) error {
	if !json.Valid(text) {
		return errors.New("an event that is not JSON")
	}
	*event.(*interface{}) = json.RawMessage(append([]byte(nil), text...))
	return nil
}
