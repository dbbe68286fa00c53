{{- define "muster.name" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains "muster" .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-muster" .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "muster.selector" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default "muster" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "muster.labels" -}}
{{ include "muster.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "muster.secret" -}}
{{- .Values.secrets.existingSecret | default (include "muster.name" .) -}}
{{- end -}}

{{- define "muster.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "muster.name" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{- define "muster.host" -}}
{{- .Values.ingress.host | default (get (urlParse .Values.publicUrl) "hostname") -}}
{{- end -}}

{{/* More than one pod at some time. */}}
{{- define "muster.several" -}}
{{- if .Values.autoscaling.enabled -}}
{{- if gt (int .Values.autoscaling.maxReplicas) 1 }}yes{{ end -}}
{{- else if gt (int .Values.replicas) 1 -}}
yes
{{- end -}}
{{- end -}}

{{- define "muster.redis" -}}
{{- if or .Values.redis.url .Values.redis.fromExistingSecret }}yes{{ end -}}
{{- end -}}

{{/* What the schema cannot say: what is missing (the chart as it is must pass lint), and what spans several values. */}}
{{- define "muster.check" -}}
{{- $secrets := .Values.secrets -}}
{{- if not .Values.publicUrl -}}
{{- fail "publicUrl is missing: the address at which people reach Muster, such as https://muster.example.com." -}}
{{- end -}}
{{- if not .Values.database.url -}}
{{- fail "database.url is missing: the JDBC address of a PostgreSQL, such as jdbc:postgresql://db:5432/muster." -}}
{{- end -}}
{{- if and (include "muster.several" .) (not (include "muster.redis" .)) -}}
{{- fail "More than one replica needs redis: set redis.url, or redis.fromExistingSecret with the key redis-url in secrets.existingSecret." -}}
{{- end -}}
{{- if $secrets.existingSecret -}}
{{- if or $secrets.databasePassword $secrets.masterKey $secrets.adminPassword $secrets.apiKey .Values.redis.url -}}
{{- fail "secrets.existingSecret is set, so its keys are used: leave the other secrets and redis.url empty." -}}
{{- end -}}
{{- else -}}
{{- if not $secrets.masterKey -}}
{{- fail "secrets.masterKey is missing, for example the output of: openssl rand -base64 32 (or set secrets.existingSecret)." -}}
{{- end -}}
{{- if .Values.redis.fromExistingSecret -}}
{{- fail "redis.fromExistingSecret needs secrets.existingSecret." -}}
{{- end -}}
{{- if ne (empty .Values.admin.email) (empty $secrets.adminPassword) -}}
{{- fail "admin.email and secrets.adminPassword belong together: set both or neither." -}}
{{- end -}}
{{- end -}}
{{- end -}}
