import django.db.models.functions.datetime
from django.db import migrations, models


# Two triggers, so that a test database can be emptied between tests with the second one off.
REFUSE_CHANGES = """
CREATE FUNCTION foundation_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed (% refused)', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER foundation_audit_no_change BEFORE UPDATE OR DELETE ON foundation_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION foundation_audit_refuse();
CREATE TRIGGER foundation_audit_no_truncate BEFORE TRUNCATE ON foundation_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION foundation_audit_refuse();
"""

ALLOW_CHANGES = """
DROP TRIGGER foundation_audit_no_change ON foundation_auditentry;
DROP TRIGGER foundation_audit_no_truncate ON foundation_auditentry;
DROP FUNCTION foundation_audit_refuse();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditChain',
            fields=[
                ('chain', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('count', models.BigIntegerField(default=0)),
                ('previous', models.BinaryField(max_length=32)),
                ('digest', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('series', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('value', models.BigIntegerField()),
            ],
            options={
                'verbose_name_plural': 'number series',
            },
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('process', models.CharField(max_length=50, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='SHA-256, hexadecimal', max_length=64, unique=True)),
                ('size', models.BigIntegerField(help_text='bytes')),
                ('media_type', models.CharField(help_text='as sniffed from the content, never as claimed', max_length=100)),
                ('name', models.CharField(help_text='the original name, cleaned', max_length=200)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=64)),
                ('position', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=100)),
                ('act', models.CharField(max_length=100)),
                ('subject', models.CharField(max_length=200)),
                ('details', models.JSONField()),
                ('previous', models.BinaryField(max_length=32)),
                ('digest', models.BinaryField(max_length=32)),
            ],
            options={
                'verbose_name_plural': 'audit entries',
                'indexes': [models.Index(fields=['subject', 'id'], name='audit_entry_by_subject'), models.Index(fields=['actor', 'id'], name='audit_entry_by_actor')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'position'), name='audit_entry_once_per_position'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='audit_entry_position_from_one')],
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(help_text="who asked for what: keys of one person never meet another's", max_length=200)),
                ('key', models.CharField(max_length=100)),
                ('body_digest', models.BinaryField(max_length=32)),
                ('answer', models.JSONField(null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scope', 'key'), name='idempotency_key_once_per_scope')],
            },
        ),
        migrations.CreateModel(
            name='LiveEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=200)),
                ('data', models.JSONField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True)),
            ],
            options={
                'indexes': [models.Index(fields=['channel', 'id'], name='live_event_by_channel')],
            },
        ),
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(max_length=200)),
                ('name', models.CharField(max_length=100)),
                ('payload', models.JSONField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name_plural': 'outbox entries',
                'indexes': [models.Index(fields=['stream', 'id'], name='outbox_by_stream')],
            },
        ),
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
    ]
