# What the examples in cli.md take for granted: a repository with an overlay, a chart, and an application on its way from one
# rendering to the next; a cluster with it; and what saw its calls: a Prometheus, a token for it, and files of Kiali and Jaeger.
app=$PWD/examples/rollout/shop chart=$PWD/examples/helm/shop
mkdir -p ~/shop/overlays/prod
cd ~/shop
cp "$app"/*.yaml overlays/prod
cp -r "$chart" chart
find chart -type f -exec sed -i 's/\bapi\b/prices/g' {} + # the names of the other application are taken
cat >overlays/prod/kustomization.yaml <<'END'
resources: [services.yaml, v1.yaml, v2.yaml, reviews.yaml]
transformers: [graylane.yaml]
END
cat >overlays/prod/reviews.yaml <<'END'
apiVersion: v1
kind: Service
metadata:
  name: reviews
spec:
  selector: {app: reviews}
  ports:
  - {name: http, port: 8080}
END
echo 'resources: [overlays/prod]' >kustomization.yaml
git init --quiet && git add . && git commit --quiet --message start
git update-ref refs/remotes/origin/main HEAD
graylane build -q overlays/prod >new.yaml
graylane build -q overlays/prod --set baseline=v2 >old.yaml
kubectl create namespace shop
graylane build -q overlays/prod | kubectl apply -f -
prometheus --config.file=/dev/null --storage.tsdb.path="$(mktemp -d)" --web.listen-address=127.0.0.1:9090 --log.level=error &
until curl -fs localhost:9090/-/ready >/dev/null; do sleep 0.2; done
echo secret >token
echo '{"elements": {"nodes": [], "edges": []}}' >graph.json
echo '{"data": [{"parent": "web.shop", "child": "reviews.shop", "callCount": 12}]}' >dependencies.json
