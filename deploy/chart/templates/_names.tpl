{{- define "charging.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: charging
{{- end }}

{{- define "charging.image" -}}
{{- $tag := .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- if eq $tag "0.0.0" }}{{ fail "No image.tag: the chart was not packaged as a release, so say which images are meant, such as --set image.tag=1.2.0." }}{{ end }}
{{- printf "%s/%s%s%s" .root.Values.image.registry .service (hasPrefix "sha256:" $tag | ternary "@" ":") $tag }}
{{- end }}

{{/* What every pod of ours is: nobody's account, no token, no rights. */}}
{{- define "charging.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1654
  runAsGroup: 1654
  fsGroup: 1654
{{- end }}

{{- define "charging.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{/* DATABASE is the secret as it is; what is added counts, since of two settings of one name Npgsql takes the last. No pool is no
     database. */}}
{{- define "charging.connections" -}}
{{- if .pool }}
- name: DATABASE
  valueFrom: {secretKeyRef: {name: {{ .root.Values.secrets.database }}, key: {{ .service }}}}
- name: ConnectionStrings__Postgres
  value: $(DATABASE);Maximum Pool Size={{ .pool }}
{{- end }}
- name: ConnectionStrings__RabbitMq
  valueFrom: {secretKeyRef: {name: {{ .root.Values.secrets.broker }}, key: {{ .service }}}}
{{- end }}

{{- define "charging.probes" -}}
startupProbe:
  httpGet: {path: /health/live, port: management}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 60
readinessProbe:
  httpGet: {path: /health/ready, port: management}
  periodSeconds: 5
  timeoutSeconds: 5
livenessProbe:
  httpGet: {path: /health/live, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end }}

{{/* Whoever calls still knows the pod for a moment after it was told to end: it goes on for so long, where the cluster can. */}}
{{- define "charging.farewell" -}}
{{- if semverCompare ">=1.30-0" .Capabilities.KubeVersion.Version }}
lifecycle:
  preStop: {sleep: {seconds: 5}}
{{- end }}
{{- end }}

{{/* Whose sources come over HTTP: Rating holds a platform to the same ones as the program that it calls. */}}
{{- define "charging.sources" -}}
{{- range $platform, $sources := .Values.ingest.platforms }}
{{- range $no, $source := $sources }}
- name: Sources__{{ $platform }}__{{ $no }}
  value: {{ $source | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Of one name the worker's own counts, whatever it is: `merge` would take false for nothing. */}}
{{- define "charging.settings" -}}
{{- range $setting, $value := .own | default dict }}
- name: {{ $setting }}
  value: {{ $value | quote }}
{{- end }}
{{- range $setting, $value := .root.Values.settings }}
{{- if not (hasKey ($.own | default dict) $setting) }}
- name: {{ $setting }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Something, where a worker hears the gateway's events. */}}
{{- define "charging.hears" -}}
{{- if and .root.Values.webhook.enabled (eq .worker.service "payment") (contains "collect" (.worker.roles | default "collect,receipts")) }}yes{{ end }}
{{- end }}

{{- define "charging.secret" -}}
- name: {{ .name }}
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}}
{{- end }}

{{/* What ingest may take of the database, by which it finds sessions. */}}
{{- define "charging.finding" -}}
{{- .Values.ingest.enabled | ternary (mul (add .Values.ingest.instances 1) .Values.ingest.pool) 0 }}
{{- end }}

{{/* What the payment page may take of the database. */}}
{{- define "charging.paying" -}}
{{- .Values.pay.enabled | ternary (mul (add .Values.pay.instances 1) .Values.pay.pool) 0 }}
{{- end }}

{{/* By what the links are signed that mails have and the page takes. */}}
{{- define "charging.links" -}}
- name: Paying__Url
  value: {{ .Values.pay.url | quote }}
{{- include "charging.secret" (dict "name" "Paying__Keys__0" "secret" .Values.secrets.pay "key" "key") | nindent 0 }}
# There while one key takes the other's place.
- name: Paying__Keys__1
  valueFrom: {secretKeyRef: {name: {{ .Values.secrets.pay }}, key: key.other, optional: true}}
{{- end }}

{{/* How many instances a worker may have at most; an even share of the connections unless it is said. */}}
{{- define "charging.most" -}}
{{- $pools := 0 }}
{{- range .root.Values.workers }}{{ $pools = add $pools .pool }}{{ end }}
{{- $free := sub (sub .root.Values.database.maxConnections .root.Values.database.reserve) (add (include "charging.finding" .root) (include "charging.paying" .root)) }}
{{- if .root.Values.scaling.enabled }}
{{- .worker.most | default (max .worker.instances (sub (div $free $pools) 1)) }}
{{- else }}
{{- .worker.instances }}
{{- end }}
{{- end }}

{{- define "charging.check" -}}
{{- /* NAME-invoicing-topology is a job, of 63 characters at most; of its own 63 KEDA takes 9. */}}
{{- if gt (len .Release.Name) 44 }}{{ fail (printf "The release's name '%s' has %d characters, and 44 at most can stand before those of its jobs." .Release.Name (len .Release.Name)) }}{{ end }}
{{- $taken := include "charging.finding" . | int }}
{{- $paying := include "charging.paying" . | int }}
{{- $said := list }}
{{- if $paying }}{{ $said = append $said (printf "pay (%d + 1) x %d" (int .Values.pay.instances) (int .Values.pay.pool)) }}{{ end }}
{{- if and $paying (not .Values.secrets.gateway) }}{{ fail "pay.enabled, and secrets.gateway is empty: the gateway that draws nothing real has no page." }}{{ end }}
{{- if and $paying (not .Values.pay.url) }}{{ fail "pay.enabled, and pay.url does not say where customers find the page, such as https://pay.example." }}{{ end }}
{{- if $taken }}{{ $said = append $said (printf "ingest (%d + 1) x %d" (int .Values.ingest.instances) (int .Values.ingest.pool)) }}{{ end }}
{{- $taken = add $taken $paying }}
{{- $hearing := "" }}
{{- range $name, $worker := .Values.workers }}
{{- $most := include "charging.most" (dict "root" $ "worker" $worker) | int }}
{{- if lt $most (int $worker.instances) }}{{ fail (printf "workers.%s.most is %d and less than its %d instances." $name $most (int $worker.instances)) }}{{ end }}
{{- if and $.Values.scaling.enabled (gt (len (printf "%s-%s" $.Release.Name $name)) 54) }}{{ fail (printf "%s-%s has more than the 54 characters that KEDA can scale: name the release or the worker shorter." $.Release.Name $name) }}{{ end }}
{{- $taken = add $taken (mul (add $most 1) $worker.pool) }}
{{- $said = append $said (printf "%s (%d + 1) x %d" $name $most (int $worker.pool)) }}
{{- $hearing = print $hearing (include "charging.hears" (dict "root" $ "worker" $worker)) }}
{{- if and (ne $worker.service "payment") $worker.roles }}{{ fail (printf "workers.%s.roles: only payment has roles." $name) }}{{ end }}
{{- if and (eq $worker.service "payment") (contains "receipts" ($worker.roles | default "collect,receipts")) (not $.Values.mail.host) (not $.Values.mail.claim) }}
{{- fail (printf "workers.%s sends receipts, and there is neither mail.host nor mail.claim: mails would be lost with the pod." $name) }}
{{- end }}
{{- end }}
{{- $places := append (values .Values.workers) .Values | compact }}
{{- if .Values.ingest.enabled }}{{ $places = append $places .Values.ingest }}{{ end }}
{{- if .Values.pay.enabled }}{{ $places = append $places .Values.pay }}{{ end }}
{{- $exporting := "" }}
{{- range $place := $places }}
{{- range $setting, $_ := $place.settings }}
{{- if regexMatch "^OTEL_EXPORTER_OTLP_([A-Z]+_)?ENDPOINT$" $setting }}{{ $exporting = $setting }}{{ end }}
{{- end }}
{{- end }}
{{- if and $exporting .Values.network.enabled (not .Values.network.collector.ports) }}{{ fail (printf "%s is set, and network.collector.ports names no port: the policies would cut it off without a word. Say the port that the collector's pods listen on, such as --set network.collector.ports={4317}." $exporting) }}{{ end }}
{{- if and .Values.secrets.collector (not $exporting) }}{{ fail "secrets.collector has the headers for a collector, and no OTEL_EXPORTER_OTLP_ENDPOINT names one: set it in settings, or leave the secret out." }}{{ end }}
{{- range $platform, $_ := .Values.ingest.enabled | ternary .Values.ingest.platforms dict }}
{{- range $place := $places }}
{{- range $setting, $_ := $place.settings }}
{{- if hasPrefix (printf "Sources__%s__" $platform | lower) ($setting | lower) }}{{ fail (printf "%s is set twice: ingest.platforms.%s says it already." $setting $platform) }}{{ end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.webhook.enabled (not $hearing) }}{{ fail "webhook.enabled, and no worker of payment collects, which is who hears the gateway." }}{{ end }}
{{- $free := sub .Values.database.maxConnections .Values.database.reserve }}
{{- if gt $taken $free }}{{ fail (printf "The workers could take %d connections to the database, and %d less a reserve of %d leaves %d: %s. Lower workers.*.pool or most, or ingest.pool, or raise database.maxConnections as the server's max_connections." $taken (int .Values.database.maxConnections) (int .Values.database.reserve) $free (join ", " $said)) }}{{ end }}
{{- end }}
