package main

import (
	"errors"
	"fmt"
	"net"
)

// freePorts are TCP ports of the loopback interface that nobody has now.
func freePorts(n int) (ports []int, err error) {
	for range n {
		l, listenErr := net.Listen("tcp", "127.0.0.1:0")
		if listenErr != nil {
			return nil, errors.Join(err, listenErr)
		}
		defer func() { err = errors.Join(err, l.Close()) }()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

// etcdArgs are those of a store that need not outlive the test.
func etcdArgs(dir string, clients, peers int) []string {
	client, peer := loopback("http", clients), loopback("http", peers)
	return []string{
		"--name=cluster", "--data-dir=" + dir, "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls=" + client, "--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer, "--initial-cluster=cluster=" + peer,
	}
}

// apiserverArgs let everybody who has the token do everything, as the administrator of a cluster may.
func (own credentials) apiserverArgs(port, etcd int) []string {
	return []string{
		"--etcd-servers=" + loopback("http", etcd), "--service-cluster-ip-range=10.96.0.0/16",
		"--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", port), "--cert-dir=" + own.dir,
		"--token-auth-file=" + own.tokens(), "--authorization-mode=AlwaysAllow", "--anonymous-auth=false",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + own.key(), "--service-account-signing-key-file=" + own.key(),
		"--audit-policy-file=" + own.policy(), "--audit-log-path=" + own.audit(),
		// Without a kubelet nobody needs leases and endpoints of the API server itself.
		"--endpoint-reconciler-type=none", "--allow-privileged=true",
	}
}

// loopback is a URL of this machine alone.
func loopback(scheme string, port int) string { return fmt.Sprintf("%s://127.0.0.1:%d", scheme, port) }
