package slottool

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
)

// serve answers each connection with a text, and closes it or stays silent.
func serve(t *testing.T, answer string, stay bool) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				fmt.Fprint(c, answer)
				// Reads until the client goes: to close before that could
				// take back what was sent.
				c.SetReadDeadline(time.Now().Add(time.Minute))
				buf := make([]byte, 1<<10)
				for {
					if _, err := c.Read(buf); err != nil || answer == "" && !stay {
						return
					}
				}
			}()
		}
	}()
	return l.Addr().String()
}

// writeCerts writes a new authority (ca.pem), and a certificate of it with its
// key (cert.pem, key.pem) for 127.0.0.1 and redis.example, for both sides.
func writeCerts(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write := func(name, kind string, der []byte) {
		text := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	newKey := func() *ecdsa.PrivateKey {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	caKey, key := newKey(), newKey()
	ca := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "redis"},
		NotBefore: ca.NotBefore, NotAfter: ca.NotAfter, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		DNSNames:    []string{"redis.example"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, &caKey.PublicKey, caKey)
	if err != nil {
		t.Fatal(err)
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, ca, &key.PublicKey, caKey)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write("ca.pem", "CERTIFICATE", caDER)
	write("cert.pem", "CERTIFICATE", leafDER)
	write("key.pem", "PRIVATE KEY", keyDER)
	return dir
}

// loadTLS stores keys in a server that takes TLS connections only.
func loadTLS(t *testing.T, addr, certs string, keys []string) {
	t.Helper()
	conf, err := live.TLSFiles{CACert: certs + "/ca.pem", Cert: certs + "/cert.pem", Key: certs + "/key.pem"}.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := tls.Dial("tcp", addr, conf)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var cmds strings.Builder
	fmt.Fprint(&cmds, "AUTH secret\r\n")
	for _, k := range keys {
		fmt.Fprintf(&cmds, "*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$1\r\nv\r\n", len(k), k)
	}
	if _, err := c.Write([]byte(cmds.String())); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(c)
	for range len(keys) + 1 {
		if line, err := r.ReadString('\n'); line != "+OK\r\n" {
			t.Fatal(line, err)
		}
	}
}

// keyOf returns the key of its JSON form.
func keyOf(t *testing.T, v any) string {
	t.Helper()
	if s, ok := v.(string); ok {
		return s
	}
	text, err := base64.StdEncoding.DecodeString(v.(map[string]any)["base64"].(string))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// randomKeys returns keys of all bytes but NUL, which no argument can hold, many
// of them with braces.
func randomKeys(n int) (keys []string) {
	rnd := mathrand.New(mathrand.NewPCG(5, 6))
	for range n {
		key := make([]byte, rnd.IntN(40))
		for i := range key {
			key[i] = byte(1 + rnd.IntN(255))
			if rnd.IntN(4) == 0 {
				key[i] = "{}:\n\""[rnd.IntN(5)]
			}
		}
		keys = append(keys, string(key))
	}
	return keys
}
