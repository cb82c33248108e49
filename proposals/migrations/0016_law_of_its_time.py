"""The law's article had another number before 2025-03-12. Where staff left the citation as it came, it says both."""

from django.db import migrations

LAW = "《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》"
WAS = f"{LAW}（2025年3月11日修正）第五十一条"
IS = f"{LAW}第五十一条（2025年3月12日起施行；此前是2015年修正的第四十二条，期限一样）"


def cite_both(apps, schema_editor):
    """Of the country's rules alone."""
    rules = apps.get_model("proposals", "RuleSet")._default_manager
    rules.filter(council__isnull=True, citation=WAS).update(citation=IS)


class Migration(migrations.Migration):
    """Words alone."""

    dependencies = [("proposals", "0015_rounds_by_department")]

    operations = [migrations.RunPython(cite_both, migrations.RunPython.noop)]
