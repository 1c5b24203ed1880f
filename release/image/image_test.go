package image

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// head begins the Dockerfiles of these tests.
const head = "ARG BASE=scratch\nFROM golang AS build\nRUN make\nFROM ${BASE} AS final\n"

func dockerfile(t *testing.T, text string) Dockerfile {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"Dockerfile": text, "passwd": "nobody:x", "a/b.txt": "b"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func options(target string) Options {
	return Options{
		Target: target, Arch: "arm64", Time: time.Unix(1e9, 0), Args: map[string]string{"VERSION": "v1"},
		Given: map[string][]byte{"/out/graylane": []byte("program")},
	}
}

func TestBuild(t *testing.T) {
	d := dockerfile(t, head+`COPY passwd /etc/passwd
COPY --from=build /out/graylane /usr/local/bin/
ARG VERSION=dev
ARG OTHER=default
LABEL version="${VERSION}" other=$OTHER
USER 1:1
ENTRYPOINT ["/usr/local/bin/graylane"]
FROM final AS argocd
ENV PATH=/usr/local/bin
WORKDIR /home
COPY --chmod=600 a/b.txt conf/
USER 999
CMD ["unused"]
`)
	if _, err := d.Build(options("argocd")); err == nil || !strings.Contains(err.Error(), "CMD") {
		t.Errorf("the error is %v: CMD is not understood, and it has to say so", err)
	}
	d.stages[2].Commands = d.stages[2].Commands[:4]
	image, err := d.Build(options("argocd"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	want := v1.Config{
		User: "999", Entrypoint: []string{"/usr/local/bin/graylane"}, Env: []string{"PATH=/usr/local/bin"}, WorkingDir: "/home",
		Labels: map[string]string{"version": "v1", "other": "default"},
	}
	if diff := cmp.Diff(want, file.Config); diff != "" {
		t.Errorf("the configuration (-want +got):\n%s", diff)
	}
	if file.OS != "linux" || file.Architecture != "arm64" || !file.Created.Equal(time.Unix(1e9, 0)) {
		t.Errorf("it is for %s/%s, of %s", file.OS, file.Architecture, file.Created)
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, c := range []struct{ reason, commands, want string }{
		{"nothing runs", "RUN make", "RUN is not among"},
		{"no directories are copied", "COPY a /a", "a is no regular file"},
		{"no owner is set", "COPY --chown=1 passwd /etc/passwd", "no option of COPY"},
		{"a file that the other stage does not give", "COPY --from=build /out/other /x", "/out/other is not among"},
		{"a file that is not there", "COPY missing /x", "no such file"},
		{"a variable without a value would be a gap in the result", "USER $NOBODY", "NOBODY has no value"},
		{"there is no shell", "ENTRYPOINT graylane", "no shell"},
	} {
		_, err := dockerfile(t, head+c.commands+"\n").Build(options("final"))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, and not %q", c.reason, err, c.want)
		}
	}
	if _, err := dockerfile(t, head).Build(options("build")); err == nil || !strings.Contains(err.Error(), "golang") {
		t.Errorf("the stage that begins at an image to pull: the error is %v", err)
	}
}
