package configfile_test

import "testing"

func TestXML(t *testing.T) {
	check(t, []row{
		{"elements and attributes", "a.xml", `<a b="1"><c>2</c><d e="3"/></a>`, []string{"a.b=1 @a.b, a.c=2 @a.c", "a.d.e=3 @a.d.e"}},
		{"elements of one name", "a.xml", "<a><b>1</b><c>2</c><b>3</b></a>", []string{"a.b=1 @a.b[0], a.c=2 @a.c, a.b=3 @a.b[1]"}},
		{"text beside attributes", "a.xml", `<a><b c="1">2</b></a>`, []string{"a.b.c=1 @a.b.c, a.b=2 @a.b"}},
		{"properties", "a.xml", "<c><property><name>X</name><value>1</value></property><property><name>Y</name><value>2</value><description>d</description></property></c>",
			[]string{"X=1 @c.property[0].value, Y=2 @c.property[1].value"}},
		{"properties of .NET", "web.config", `<c><add key="X" value="1"/></c>`, []string{"X=1 @c.add.value"}},
		{"properties with their value as text", "a.xml", `<c><property name="X">1</property></c>`, []string{"X=1 @c.property"}},
		{"comments, CDATA, entities and white space", "a.xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a><!-- c -->\n<b> <![CDATA[<x>]]>&amp; </b></a>", []string{"a.b=<x>& @a.b"}},
		{"name spaces say nothing", "a.xml", `<x:a xmlns:x="http://u" xmlns="http://v"><b>1</b></x:a>`, []string{"a.b=1 @a.b"}},
		{"a document alone", "a.xml", "<a>b</a>", []string{"a=b @a"}},
		{"no entity of the document is expanded", "a.xml", "<!DOCTYPE a [<!ENTITY e \"http://x\">]>\n<a>&e;</a>", []string{"<!DOCTYPE=a @line 1, <!DOCTYPE=[<!ENTITY @line 1, <!DOCTYPE=e @line 1, <!DOCTYPE=http://x @line 1, <!DOCTYPE=>]> @line 1, =<a>&e;</a> @line 2"}},
		{"two roots are no document", "fluent.conf", "<source>\n port 1\n</source>\n<match>\n host a\n</match>", []string{"port=1 @line 2", "host=a @line 5"}},
	})
}
