package argocd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// TestSidecar: the Component adds the sidecar to the Deployment that Argo CD's own manifests have, with every volume that it names, and as
// Kubernetes' restricted profile asks; and it changes nothing else.
func TestSidecar(t *testing.T) {
	kustomize := require(t, "GRAYLANE_KUSTOMIZE")
	install, err := os.ReadFile(os.Getenv("GRAYLANE_ARGOCD_INSTALL"))
	if err != nil {
		t.Fatal(err)
	}
	build := func(kustomization string) string {
		dir := write(t, map[string]string{"install.yaml": string(install), "kustomization.yaml": "resources: [install.yaml]\n" + kustomization})
		if err := os.CopyFS(filepath.Join(dir, "repo-server"), os.DirFS(filepath.Join(root, "examples/argocd/repo-server"))); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(kustomize, "build", dir).Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	before, after := strings.Split(build(""), "\n---\n"), strings.Split(build("components: [repo-server]\n"), "\n---\n")
	if len(before) != len(after) {
		t.Fatalf("%d objects become %d", len(before), len(after))
	}
	changed := 0
	for i := range before {
		if before[i] == after[i] {
			continue
		}
		changed++
		var d appsv1.Deployment
		if err := yaml.Unmarshal([]byte(after[i]), &d); err != nil || d.Name != "argocd-repo-server" {
			t.Fatalf("%s is changed (%v)", d.Name, err)
		}
		checkSidecar(t, d.Spec.Template.Spec)
	}
	if changed != 1 {
		t.Errorf("%d objects are changed", changed)
	}
}

func checkSidecar(t *testing.T, pod corev1.PodSpec) {
	t.Helper()
	volumes := map[string]bool{}
	for _, v := range pod.Volumes {
		volumes[v.Name] = true
	}
	mounts := map[string]string{}
	for _, c := range pod.Containers {
		for _, m := range c.VolumeMounts {
			mounts[c.Name+" "+m.MountPath] = m.Name
			if !volumes[m.Name] {
				t.Errorf("%s has no volume %s", c.Name, m.Name)
			}
		}
		if c.Name != "graylane" {
			continue
		}
		s := c.SecurityContext
		if *s.RunAsUser != 999 || !*s.RunAsNonRoot || !*s.ReadOnlyRootFilesystem || *s.AllowPrivilegeEscalation ||
			len(s.Capabilities.Drop) != 1 || s.Capabilities.Drop[0] != "ALL" || s.SeccompProfile.Type != corev1.SeccompProfileTypeRuntimeDefault {
			t.Errorf("the security context is %+v", s)
		}
		if c.Resources.Limits.Memory().IsZero() || c.Resources.Requests.Cpu().IsZero() {
			t.Errorf("the resources are %+v", c.Resources)
		}
	}
	// The server comes from the init container's volume, the socket is where the repo-server looks, and /tmp is not the repo-server's.
	for _, path := range []string{"/home/argocd/cmp-server/plugins"} {
		if mounts["graylane "+path] == "" || mounts["graylane "+path] != mounts["argocd-repo-server "+path] {
			t.Errorf("%s is not shared: %q and %q", path, mounts["graylane "+path], mounts["argocd-repo-server "+path])
		}
	}
	if mounts["graylane /var/run/argocd"] != pod.InitContainers[0].VolumeMounts[0].Name {
		t.Errorf("the server is in %s, not in %s", pod.InitContainers[0].VolumeMounts[0].Name, mounts["graylane /var/run/argocd"])
	}
	if mounts["graylane /tmp"] == "" || mounts["graylane /tmp"] == mounts["argocd-repo-server /tmp"] {
		t.Errorf("/tmp is %q, beside the repo-server's %q", mounts["graylane /tmp"], mounts["argocd-repo-server /tmp"])
	}
}
